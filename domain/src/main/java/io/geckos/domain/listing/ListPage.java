package io.geckos.domain.listing;

import java.util.List;
import java.util.Optional;

/**
 * One page of a listing.
 *
 * @param next the store's token for the next page, to be passed as {@link ListStart.Cursor}; empty on the last page
 */
public record ListPage<T>(List<T> items, Optional<String> next) {
    /** Copies the collections. */
    public ListPage {
        items = List.copyOf(items);
    }
}
