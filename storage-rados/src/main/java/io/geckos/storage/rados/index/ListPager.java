package io.geckos.storage.rados.index;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.Version;
import io.geckos.storage.rados.format.RowKey;
import io.geckos.storage.rados.index.MergedRows.PlacedRow;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Makes pages of listings of objects, versions and uploads. A token is the place behind which the next page begins. */
public final class ListPager {
    private ListPager() {}

    /**
     * Makes a page.
     *
     * @param start the place behind which it begins
     * @param entry makes an entry of a key and a row
     */
    public static <E> ListPage<E> page(
            MergedRows rows,
            String start,
            ListQuery query,
            BiFunction<String, PlacedRow, E> entry,
            Function<String, E> commonPrefix) {
        if (query.limit() == 0) {
            return new ListPage<>(List.of(), Optional.empty());
        }
        List<E> items = new ArrayList<>();
        String last = start;
        rows.skipTo(start);
        for (Optional<PlacedRow> row = rows.next(); row.isPresent(); row = rows.next()) {
            if (items.size() == query.limit()) {
                return new ListPage<>(items, Optional.of(token(last)));
            }
            String key = RowKey.key(row.get().place());
            Optional<String> rolledUp = rollUp(key, query);
            if (rolledUp.isPresent()) {
                items.add(commonPrefix.apply(rolledUp.get()));
                last = RowKey.behindPrefix(rolledUp.get());
                rows.skipTo(last);
            } else {
                items.add(entry.apply(key, row.get()));
                last = row.get().place();
            }
        }
        return new ListPage<>(items, Optional.empty());
    }

    /**
     * The place behind which a listing begins.
     *
     * @param nullVersion finds the order of the null version of a key, as text
     */
    public static String start(ListQuery query, Function<String, Optional<String>> nullVersion) {
        return switch (query.from()) {
            case ListStart.Start _ -> "";
            case ListStart.Cursor(var token) -> place(token);
            case ListStart.After(var text) -> behind(text, query, RowKey.behindKey(text));
            case ListStart.AfterUpload(var key, var upload) ->
                behind(key, query, RowKey.place(key) + RowKey.escape(upload));
            case ListStart.AfterVersion(var key, var version) ->
                behind(
                        key,
                        query,
                        version.map(it -> place(key, it, nullVersion)).orElse(RowKey.behindKey(key)));
        };
    }

    private static String place(String key, Version.Named version, Function<String, Optional<String>> nullVersion) {
        return RowKey.place(key)
                + switch (version) {
                    case Version.Exactly exactly -> RowKey.orderOf(exactly.value());
                    case Version.Null _ -> nullVersion.apply(key).orElse("");
                };
    }

    private static String behind(String text, ListQuery query, String place) {
        return text.startsWith(query.prefix())
                ? rollUp(text, query).map(RowKey::behindPrefix).orElse(place)
                : place;
    }

    private static Optional<String> rollUp(String key, ListQuery query) {
        return query.delimiter().flatMap(delimiter -> {
            int at = key.indexOf(delimiter, query.prefix().length());
            return at < 0 ? Optional.empty() : Optional.of(key.substring(0, at + delimiter.length()));
        });
    }

    private static String token(String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(ISO_8859_1));
    }

    private static String place(String token) {
        if (token.isEmpty()) {
            throw new IllegalArgumentException("not a cursor of this store: empty");
        }
        return new String(Base64.getUrlDecoder().decode(token), ISO_8859_1);
    }
}
