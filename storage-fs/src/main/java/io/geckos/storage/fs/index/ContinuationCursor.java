package io.geckos.storage.fs.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** Writes places in listings as cursors: in characters that every protocol can carry. */
public final class ContinuationCursor {
    /** Begins every cursor, so that none is empty. */
    private static final String FORM = "1";

    private ContinuationCursor() {}

    public static String write(String text) {
        return FORM + Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    /** Throws {@link IllegalArgumentException} for what {@link #write} never answered. */
    public static String read(String cursor) {
        if (cursor.startsWith(FORM)) {
            String text = new String(Base64.getUrlDecoder().decode(cursor.substring(FORM.length())), UTF_8);
            if (write(text).equals(cursor)) {
                return text;
            }
        }
        throw new IllegalArgumentException("not a cursor of this store: " + cursor);
    }
}
