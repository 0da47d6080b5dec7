package io.geckos.storage.fs.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one segment of a key, what stands between two slashes, is written as a name.
 *
 * <p>Most segments are their own names. One that cannot be is written behind a marker of two characters, which says
 * whether it names a file or a directory, so that an escaped file is never in the way of an escaped directory. One that
 * is too long goes on in directories of its pieces.
 */
public final class KeySegmentEncoding {
    /** Begins the escaped name of a file. */
    public static final String FILE = "^=";

    /** Begins the escaped name of a directory. */
    public static final String DIRECTORY = "^^";

    /** Begins the name of a directory that holds the beginning of a segment. */
    public static final String PIECE = "^+";

    private static final int NAME_MAX = 255;
    private static final int FILE_MAX = NAME_MAX - KeyLayout.SIDECAR.length();
    private static final int PIECE_MAX = FILE_MAX - FILE.length();

    /** What may follow a caret in an escaped name, and what it stands for. */
    private static final String ESCAPES = "^0n";

    private static final String ESCAPED = "^\0n";

    private static final String ORIGINAL_STAGING = ".geckos3-tmp";
    private static final String ORIGINAL_UPLOADS = ".geckos3-multipart";
    private static final String ORIGINAL_SIDECAR = ".metadata-tmp-";

    private KeySegmentEncoding() {}

    /** Tells whether a segment names a file as it is, and leaves room for the sidecar's name. */
    static boolean isPlainFile(String segment) {
        return isPlain(segment) && fits(segment, FILE_MAX);
    }

    /** Tells whether a segment names a directory as it is. */
    static boolean isPlainDirectory(String segment) {
        return isPlain(segment) && fits(segment, NAME_MAX);
    }

    /** Tells whether a file of this name, put by hand, is an object though there is no room for its sidecar. */
    static boolean isBareFile(String segment) {
        return isNameable(segment)
                && !isReserved(segment)
                && !segment.equals(KeyLayout.SIDECAR)
                && fits(segment, NAME_MAX)
                && (!fits(segment, FILE_MAX) || segment.endsWith(KeyLayout.SIDECAR));
    }

    private static boolean isPlain(String segment) {
        return isNameable(segment) && !isReserved(segment) && !segment.endsWith(KeyLayout.SIDECAR);
    }

    /** What the operating system takes as a name, less what would be taken for an escaped one. */
    private static boolean isNameable(String segment) {
        return !segment.isEmpty()
                && !segment.equals(".")
                && !segment.equals("..")
                && segment.indexOf('\0') < 0
                && !isMarked(segment);
    }

    /** What the original geckos3 keeps beside objects and never shows. */
    public static boolean isReserved(String name) {
        return name.equals(ORIGINAL_STAGING) || name.equals(ORIGINAL_UPLOADS) || name.startsWith(ORIGINAL_SIDECAR);
    }

    /** Tells whether {@code name} begins as an escaped one does. */
    static boolean isMarked(String name) {
        return name.startsWith(FILE) || name.startsWith(DIRECTORY) || name.startsWith(PIECE);
    }

    /** The names, from the outermost directory, that stand for a segment; {@code marker} begins the last. */
    static List<String> escaped(String segment, String marker) {
        String text = encode(segment);
        List<String> names = new ArrayList<>(1);
        int from = 0;
        int end = pieceEnd(text, from);
        while (end < text.length()) {
            names.add(PIECE + text.substring(from, end));
            from = end;
            end = pieceEnd(text, from);
        }
        names.add(marker + text.substring(from));
        return names;
    }

    /** What stands behind the marker of an escaped name; null if nothing is ever written so. */
    static @Nullable String unescaped(String name) {
        StringBuilder text = new StringBuilder(name.length());
        int from = FILE.length();
        for (int caret = name.indexOf('^', from); caret >= 0; caret = name.indexOf('^', from)) {
            int escaped = caret + 1 == name.length() ? -1 : ESCAPES.indexOf(name.charAt(caret + 1));
            if (escaped < 0) {
                return null;
            }
            text.append(name, from, caret).append(ESCAPED.charAt(escaped));
            from = caret + 2;
        }
        return text.append(name, from, name.length()).toString();
    }

    /** Breaks the sidecars' suffix at its last letter, and writes what no name can hold. */
    private static String encode(String segment) {
        String text = segment.replace("^", "^^").replace("\0", "^0");
        return text.endsWith(KeyLayout.SIDECAR) ? text.substring(0, text.length() - 1) + "^n" : text;
    }

    private static int pieceEnd(String text, int from) {
        int bytes = 0;
        int i = from;
        while (i < text.length()) {
            int point = text.codePointAt(i);
            bytes += point == '^' ? 2 : point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            if (bytes > PIECE_MAX) {
                return i;
            }
            i += point == '^' ? 2 : Character.charCount(point);
        }
        return i;
    }

    private static boolean fits(String text, int bytes) {
        return text.length() * 3 <= bytes || text.getBytes(UTF_8).length <= bytes;
    }
}
