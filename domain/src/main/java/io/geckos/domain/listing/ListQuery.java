package io.geckos.domain.listing;

import java.util.Optional;

/**
 * What to list.
 *
 * @param prefix what every entry begins with; may be empty
 * @param delimiter not empty; keys that contain it behind the prefix are rolled up to the piece that ends with it
 * @param limit how many entries, keys and common prefixes together; 0 asks for none and answers an empty last page
 */
public record ListQuery(String prefix, Optional<String> delimiter, ListStart from, int limit) {
    /** Throws {@link IllegalArgumentException} on a negative limit or an empty delimiter. */
    public ListQuery {
        if (limit < 0 || delimiter.filter(String::isEmpty).isPresent()) {
            throw new IllegalArgumentException("not a list query: limit " + limit + ", delimiter " + delimiter);
        }
    }
}
