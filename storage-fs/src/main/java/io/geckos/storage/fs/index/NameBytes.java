package io.geckos.storage.fs.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.storage.fs.format.Layout;
import io.geckos.storage.fs.format.Place;
import io.geckos.storage.fs.format.Segment;
import java.util.Arrays;

/**
 * Writes what a directory holds as byte strings that order as {@link DirectoryIndex#ORDER} does: the text behind what all
 * keys of the directory begin with, each byte raised by one so that a zero can end it; the kind; and the name, where the
 * text does not tell it.
 */
public final class NameBytes {
    /** Greater than what any text goes on with. */
    private static final byte BEYOND = (byte) 0xff;

    private static final byte END = 0;

    private NameBytes() {}

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

        static Kind of(Layout.Named named) {
            Place place = named.place();
            if (place != null) {
                return switch (place.kind()) {
                    case FILE -> place.name().startsWith(Segment.FILE) ? ESCAPED_FILE : FILE;
                    case MARKER -> MARKER;
                    case BARE -> BARE;
                };
            }
            return named.name().startsWith(Segment.PIECE)
                    ? PIECE
                    : named.name().startsWith(Segment.DIRECTORY) ? ESCAPED_DIRECTORY : DIRECTORY;
        }

        private boolean isNamedByText() {
            return this == FILE || this == DESCRIBED || this == BARE || this == DIRECTORY || this == MARKER;
        }
    }

    static byte[] write(Layout.Within within, Layout.Named named, Kind kind) {
        byte[] name = kind.isNamedByText() ? new byte[0] : named.name().getBytes(UTF_8);
        byte[] bytes = text(within, named.text(), 2 + name.length);
        bytes[bytes.length - name.length - 1] = kind.code;
        System.arraycopy(name, 0, bytes, bytes.length - name.length, name.length);
        return bytes;
    }

    static byte[] write(Layout.Within within, Layout.Named named) {
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
    static byte[] behind(Layout.Within within, Layout.Named named) {
        Kind kind = Kind.of(named);
        // Whether it has a sidecar may have changed.
        byte[] bytes = write(within, named, kind == Kind.FILE ? Kind.DESCRIBED : kind);
        return Arrays.copyOf(bytes, bytes.length + 1);
    }

    private static byte[] text(Layout.Within within, String text, int room) {
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

    static Layout.Named read(Layout.Within within, byte[] bytes) {
        int end = end(bytes);
        Kind kind = Kind.ALL[bytes[end + 1]];
        String rest = text(bytes);
        String text = within.prefix() + rest;
        String name = kind.isNamedByText() ? rest : new String(bytes, end + 2, bytes.length - end - 2, UTF_8);
        return switch (kind) {
            case FILE, DESCRIBED, ESCAPED_FILE -> file(text, within, name, Place.Kind.FILE);
            case BARE -> file(text, within, name, Place.Kind.BARE);
            case MARKER -> file(text, within, name, Place.Kind.MARKER);
            case DIRECTORY -> directory(text, within, name.substring(0, name.length() - 1));
            case ESCAPED_DIRECTORY, PIECE -> directory(text, within, name);
        };
    }

    private static Layout.Named file(String text, Layout.Within within, String name, Place.Kind kind) {
        return new Layout.Named(text, new Place(within.path(), name, kind), null);
    }

    private static Layout.Named directory(String text, Layout.Within within, String name) {
        return new Layout.Named(text, null, new Layout.Within(within.resolve(name), text));
    }
}
