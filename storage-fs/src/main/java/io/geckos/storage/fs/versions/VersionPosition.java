package io.geckos.storage.fs.versions;

import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.name.VersionId;
import io.geckos.domain.object.VersionEntry;
import io.geckos.storage.fs.format.VersionName;
import io.geckos.storage.fs.index.ContinuationCursor;
import io.geckos.storage.fs.index.ListPosition;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a listing of versions has come.
 *
 * @param key behind which it goes on
 * @param version where in the versions of that key it goes on; empty if all of them have been passed
 * @param start as it was asked for, where no version of a key was
 */
record VersionPosition(String key, Optional<Place> version, ListStart start) {
    /** Begins cursors of this kind, which go on in the middle of a key. */
    private static final String FORM = "v";

    private static final int ORDER_DIGITS = 16;

    /**
     * A place among the versions of a key: behind all that have this order or a greater one.
     *
     * @param isNull whether it is behind the null version, wherever that is
     */
    record Place(long order, boolean isNull) {
        static final Place BEFORE_ALL = new Place(Long.MAX_VALUE, false);

        /** Where this is among the versions of a key, of which {@code nullOrder} is the null one, if there is any. */
        long order(@Nullable Long nullOrder) {
            return isNull ? nullOrder == null ? Long.MAX_VALUE : nullOrder : order;
        }
    }

    static VersionPosition of(ListQuery query) {
        return switch (query.from()) {
            case ListStart.AfterVersion(var key, var version) ->
                new VersionPosition(key, version.map(VersionPosition::place), new ListStart.After(key));
            case ListStart.Cursor(var token) when token.startsWith(FORM) -> read(token);
            case ListStart other -> new VersionPosition("", Optional.empty(), other);
        };
    }

    private static Place place(Version.Named version) {
        return switch (version) {
            case Version.Null _ -> new Place(0, true);
            case Version.Exactly(VersionId id) -> {
                VersionName name = VersionName.of(id);
                yield name == null ? Place.BEFORE_ALL : new Place(name.stamp().order(), false);
            }
        };
    }

    private static VersionPosition read(String token) {
        String text = ContinuationCursor.read(token.substring(FORM.length()));
        try {
            Place place = new Place(VersionName.order(text, 0), false);
            String key = text.substring(ORDER_DIGITS);
            return new VersionPosition(key, Optional.of(place), new ListStart.After(key));
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("not a cursor of this store: " + token, e);
        }
    }

    /**
     * An entry of a page.
     *
     * @param order of the version; of no meaning for a common prefix
     */
    record PageEntry(VersionEntry entry, long order) {
        /** The cursor of what is behind this. */
        String token() {
            return switch (entry) {
                case VersionEntry.Stored stored ->
                    VersionPosition.token(stored.summary().id().key(), order);
                case VersionEntry.DeleteMarker marker ->
                    VersionPosition.token(marker.id().key(), order);
                case VersionEntry.CommonPrefix(var prefix) -> new ListPosition(prefix, true).token();
            };
        }
    }

    private static String token(ObjectKey key, long order) {
        return FORM + ContinuationCursor.write(VersionName.written(order) + key.value());
    }

    /** Tells whether the listing goes on among the versions of its key. */
    boolean isWithinKey(ListQuery query) {
        return version.isPresent()
                && key.startsWith(query.prefix())
                && !key.isEmpty()
                && key.getBytes(StandardCharsets.UTF_8).length <= ObjectKey.MAX_BYTES
                && ListPosition.rollUp(key, query).isEmpty();
    }

    /** The same query for the keys behind that one. */
    ListQuery behind(ListQuery query) {
        return new ListQuery(query.prefix(), query.delimiter(), start, query.limit());
    }
}
