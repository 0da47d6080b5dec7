package io.geckos.storage.testkit.data;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListStart;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads listings to their end, page by page. */
public final class ListingPages {
    private static final int ENOUGH = 100_000;

    private ListingPages() {}

    /** All items from the start. */
    public static <T> List<T> all(Function<ListStart, ListPage<T>> listing) {
        return all(listing, ListStart.START);
    }

    /** All items from {@code first} on. Follows the cursors, and checks that no page is empty and has a cursor. */
    public static <T> List<T> all(Function<ListStart, ListPage<T>> listing, ListStart first) {
        List<T> items = new ArrayList<>();
        ListStart from = first;
        while (items.size() < ENOUGH) {
            ListPage<T> page = listing.apply(from);
            items.addAll(page.items());
            if (page.next().isEmpty()) {
                return items;
            }
            assertFalse(page.items().isEmpty(), "an empty page with a cursor");
            from = new ListStart.Cursor(page.next().get());
        }
        return fail("a listing does not end: " + items.subList(0, 10));
    }
}
