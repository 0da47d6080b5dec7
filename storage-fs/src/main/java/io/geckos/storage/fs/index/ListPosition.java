package io.geckos.storage.fs.index;

import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.ObjectKey;
import java.util.Optional;

/**
 * How far a listing has come.
 *
 * @param text a key, or a common prefix
 * @param group whether all keys that begin with {@code text} have been passed with it
 */
public record ListPosition(String text, boolean group) {
    /** Where a listing of names begins. */
    public static ListPosition of(ListQuery query) {
        String text = switch (query.from()) {
            case ListStart.Start _ -> "";
            case ListStart.After(var after) -> after;
            // Every key has one version here, and it has been listed.
            case ListStart.AfterVersion version -> version.key();
            case ListStart.AfterUpload upload -> upload.key();
            case ListStart.Cursor(var token) -> ContinuationCursor.read(token);
        };
        return rollUp(text, query).map(prefix -> new ListPosition(prefix, true)).orElse(new ListPosition(text, false));
    }

    /** The common prefix a key is listed under, if the query rolls it up. */
    public static Optional<String> rollUp(String key, ListQuery query) {
        if (query.delimiter().isEmpty() || !key.startsWith(query.prefix())) {
            return Optional.empty();
        }
        String delimiter = query.delimiter().get();
        int at = key.indexOf(delimiter, query.prefix().length());
        return at < 0 ? Optional.empty() : Optional.of(key.substring(0, at + delimiter.length()));
    }

    /** Tells whether a key is still to come. */
    public boolean isBefore(String key) {
        return ObjectKey.ORDER.compare(text, key) < 0 && !(group && key.startsWith(text));
    }

    /** Tells whether of the keys that begin with {@code prefix} some may be still to come. */
    boolean mayPrecede(String prefix) {
        if (text.startsWith(prefix)) {
            return !(group && text.length() == prefix.length());
        }
        return isBefore(prefix);
    }

    /** The cursor of this place. */
    public String token() {
        return ContinuationCursor.write(text);
    }
}
