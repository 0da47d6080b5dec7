package io.geckos.storage.fs.index;

/** Writes places in listings as cursors. The protocol encodes them for its documents and queries. */
public final class ContinuationCursor {
    /** Begins every cursor, so that none is empty, and none of another form is read. */
    private static final String FORM = "2";

    private ContinuationCursor() {}

    public static String write(String text) {
        return FORM + text;
    }

    /** Throws {@link IllegalArgumentException} for what {@link #write} never answered. */
    public static String read(String cursor) {
        if (cursor.startsWith(FORM)) {
            return cursor.substring(FORM.length());
        }
        throw new IllegalArgumentException("not a cursor of this store: " + cursor);
    }
}
