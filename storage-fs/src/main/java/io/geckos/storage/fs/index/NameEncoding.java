package io.geckos.storage.fs.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.storage.fs.format.KeyLayout;
import io.geckos.storage.fs.format.KeySegmentEncoding;
import io.geckos.storage.fs.format.ObjectPath;
import java.util.Arrays;

/**
 * Writes what a directory holds as byte strings that order as {@link DirectoryIndex#ORDER} does: the text behind what all
 * keys of the directory begin with, each byte raised by one so that a zero can end it; the kind; and the name, where the
 * text does not tell it.
 */
public final class NameEncoding {
    /** Greater than what any text goes on with. */
    private static final byte BEYOND = (byte) 0xff;

    private static final byte END = 0;

    private NameEncoding() {}

    /** What may stand in a directory, in the order of those that have the same text. */
    enum Kind {
        FILE(0),
        /** A file with a sidecar beside it. */
        DESCRIBED(1),
        ESCAPED_FILE(2),
        BARE(3),
        MARKER(4),
        DIRECTORY(5),
        ESCAPED_DIRECTORY(6),
        PIECE(7);

        private static final Kind[] ALL = values();

        private final byte code;

        Kind(int code) {
            this.code = (byte) code;
        }

        static Kind of(KeyLayout.Named named) {
            ObjectPath place = named.place();
            if (place != null) {
                return switch (place.kind()) {
                    case FILE -> place.name().startsWith(KeySegmentEncoding.FILE) ? ESCAPED_FILE : FILE;
                    case MARKER -> MARKER;
                    case BARE -> BARE;
                };
            }
            return named.name().startsWith(KeySegmentEncoding.PIECE)
                    ? PIECE
                    : named.name().startsWith(KeySegmentEncoding.DIRECTORY) ? ESCAPED_DIRECTORY : DIRECTORY;
        }

        private boolean isNamedByText() {
            return this == FILE || this == DESCRIBED || this == BARE || this == DIRECTORY || this == MARKER;
        }
    }

    static byte[] write(KeyLayout.Directory within, KeyLayout.Named named, Kind kind) {
        byte[] name = kind.isNamedByText() ? new byte[0] : named.name().getBytes(UTF_8);
        byte[] bytes = text(within, named.text(), 2 + name.length);
        bytes[bytes.length - name.length - 1] = kind.code;
        System.arraycopy(name, 0, bytes, bytes.length - name.length, name.length);
        return bytes;
    }

    static byte[] write(KeyLayout.Directory within, KeyLayout.Named named) {
        return write(within, named, Kind.of(named));
    }

    /** What all of a text begins with. */
    public static byte[] all(String text) {
        return text(text, 1);
    }

    /** What is behind all that begin with a text. */
    public static byte[] beyond(String text) {
        byte[] bytes = text(text, 1);
        bytes[bytes.length - 1] = BEYOND;
        return bytes;
    }

    /** What is before all that begin with a text. */
    public static byte[] before(String text) {
        return text(text, 0);
    }

    /** What follows at once on {@code named}. */
    static byte[] behind(KeyLayout.Directory within, KeyLayout.Named named) {
        Kind kind = Kind.of(named);
        // Whether it has a sidecar may have changed.
        byte[] bytes = write(within, named, kind == Kind.FILE ? Kind.DESCRIBED : kind);
        return Arrays.copyOf(bytes, bytes.length + 1);
    }

    private static byte[] text(KeyLayout.Directory within, String text, int room) {
        return text(text.substring(within.prefix().length()), room);
    }

    private static byte[] text(String text, int room) {
        byte[] utf8 = text.getBytes(UTF_8);
        byte[] bytes = Arrays.copyOf(utf8, utf8.length + room);
        for (int i = 0; i < utf8.length; i++) {
            bytes[i]++;
        }
        return bytes;
    }

    /** Tells whether {@code described} is the file that {@code bare} is, with a sidecar. */
    static boolean isDescribed(byte[] bare, byte[] described) {
        int end = bare.length - 1;
        return bare.length == described.length && Arrays.equals(bare, 0, end, described, 0, end);
    }

    static Kind kind(byte[] bytes) {
        return Kind.ALL[bytes[end(bytes) + 1]];
    }

    private static int end(byte[] bytes) {
        int end = 0;
        while (bytes[end] != END) {
            end++;
        }
        return end;
    }

    /** The text that was written. */
    public static String text(byte[] bytes) {
        byte[] utf8 = Arrays.copyOf(bytes, end(bytes));
        for (int i = 0; i < utf8.length; i++) {
            utf8[i]--;
        }
        return new String(utf8, UTF_8);
    }

    static KeyLayout.Named read(KeyLayout.Directory within, byte[] bytes) {
        int end = end(bytes);
        Kind kind = Kind.ALL[bytes[end + 1]];
        String rest = text(bytes);
        String text = within.prefix() + rest;
        String name = kind.isNamedByText() ? rest : new String(bytes, end + 2, bytes.length - end - 2, UTF_8);
        return switch (kind) {
            case FILE, DESCRIBED, ESCAPED_FILE -> file(text, within, name, ObjectPath.Kind.FILE);
            case BARE -> file(text, within, name, ObjectPath.Kind.BARE);
            case MARKER -> file(text, within, name, ObjectPath.Kind.MARKER);
            case DIRECTORY -> directory(text, within, name.substring(0, name.length() - 1));
            case ESCAPED_DIRECTORY, PIECE -> directory(text, within, name);
        };
    }

    private static KeyLayout.Named file(String text, KeyLayout.Directory within, String name, ObjectPath.Kind kind) {
        return new KeyLayout.Named(text, new ObjectPath(within.path(), name, kind), null);
    }

    private static KeyLayout.Named directory(String text, KeyLayout.Directory within, String name) {
        return new KeyLayout.Named(text, null, within.below(name, text));
    }
}
