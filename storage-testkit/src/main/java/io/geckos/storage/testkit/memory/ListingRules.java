package io.geckos.storage.testkit.memory;

import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The rules of listings, in one place for buckets, objects, versions and uploads. */
final class ListingRules {
    private static final String LAST = "\uffff";

    private ListingRules() {}

    /** An entry with its position. */
    record Row<E>(Position position, E entry) {
        static <E> Row<E> of(String name, E entry) {
            return new Row<>(new Position(name, ""), entry);
        }
    }

    /**
     * A position in a listing.
     *
     * @param name the name of the entry: a key or common prefix
     * @param order the order among entries of that name
     */
    record Position(String name, String order) implements Comparable<Position> {
        /** The position after which a listing from {@code from} begins. */
        static Position of(ListStart from) {
            return switch (from) {
                case ListStart.Start _ -> new Position("", "");
                case ListStart.After(var text) -> new Position(text, LAST);
                case ListStart.AfterVersion(var key, var version) ->
                    new Position(key, version.map(Version.Named::value).orElse(LAST));
                case ListStart.AfterUpload(var key, var upload) -> new Position(key, upload);
                case ListStart.Cursor(var token) -> ofToken(token);
            };
        }

        private static Position ofToken(String token) {
            int space = token.indexOf(' ');
            if (space < 0) {
                throw new IllegalArgumentException("not a cursor of this store: " + token);
            }
            return new Position(token.substring(space + 1), token.substring(0, space));
        }

        String token() {
            return order + " " + name;
        }

        @Override
        public int compareTo(Position that) {
            int byName = ObjectKey.ORDER.compare(name, that.name);
            return byName != 0 ? byName : order.compareTo(that.order);
        }
    }

    /** Makes the page for {@code query} from {@code rows}, which must be in ascending order. */
    static <E> ListPage<E> page(List<Row<E>> rows, ListQuery query, Function<String, E> commonPrefix) {
        return page(rows, Position.of(query.from()), query, commonPrefix);
    }

    /** Answers {@code query} from {@code rows}, which ascend, of what is behind {@code start}. */
    static <E> ListPage<E> page(List<Row<E>> rows, Position start, ListQuery query, Function<String, E> commonPrefix) {
        List<E> items = new ArrayList<>();
        Position last = start;
        for (Row<E> row : rows) {
            Optional<String> rolledUp = rollUp(row.position().name(), query);
            Position here = rolledUp.map(prefix -> new Position(prefix, "")).orElse(row.position());
            if (!row.position().name().startsWith(query.prefix()) || here.compareTo(last) <= 0) {
                continue;
            }
            if (items.size() == query.limit()) {
                return new ListPage<>(items, items.isEmpty() ? Optional.empty() : Optional.of(last.token()));
            }
            items.add(rolledUp.map(commonPrefix).orElse(row.entry()));
            last = here;
        }
        return new ListPage<>(items, Optional.empty());
    }

    private static Optional<String> rollUp(String key, ListQuery query) {
        return query.delimiter().flatMap(delimiter -> {
            int at = key.indexOf(delimiter, query.prefix().length());
            return at < 0 ? Optional.empty() : Optional.of(key.substring(0, at + delimiter.length()));
        });
    }
}
