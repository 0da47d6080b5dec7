package io.geckos.domain.listing;

import java.util.List;
import java.util.Optional;

/**
 * A piece of a listing.
 *
 * @param next present when more follows: the store's own token, to be handed back as {@link ListStart.Cursor}
 */
public record ListPage<T>(List<T> items, Optional<String> next) {
    /** Copies. */
    public ListPage {
        items = List.copyOf(items);
    }
}
