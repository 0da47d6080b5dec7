package io.geckos.domain.listing;

import java.util.Optional;

/**
 * A request for one page of a listing.
 *
 * @param prefix the beginning of every entry; may be empty
 * @param delimiter not an empty text; all keys that contain it after the prefix are rolled up to one common prefix,
 *     which ends with the delimiter
 * @param limit the largest number of entries, keys and common prefixes together; with 0 the answer is an empty last
 *     page
 */
public record ListQuery(String prefix, Optional<String> delimiter, ListStart from, int limit) {
    /** Throws {@link IllegalArgumentException} on a negative limit or an empty delimiter. */
    public ListQuery {
        if (limit < 0 || delimiter.filter(String::isEmpty).isPresent()) {
            throw new IllegalArgumentException("not a list query: limit " + limit + ", delimiter " + delimiter);
        }
    }
}
