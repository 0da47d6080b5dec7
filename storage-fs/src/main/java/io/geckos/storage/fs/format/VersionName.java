package io.geckos.storage.fs.format;

import io.geckos.domain.name.Version;
import io.geckos.domain.name.VersionId;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The name of a version in the directory of its key: {@code ORDER-ID} of one with bytes, and of a delete marker
 * {@code ORDER-ID.marker}, with the order of the version that it deleted behind one more dot. Orders are written so that
 * names sort newest first.
 *
 * @param stamp when the version was made, and its id
 * @param marker whether it is a delete marker
 * @param deleted in the form of an order, the version that this marker deleted; {@link #NOTHING} if there was none
 */
public record VersionName(VersionStamp stamp, boolean marker, long deleted) {
    /** No version has this order. */
    public static final long NOTHING = Long.MIN_VALUE;

    private static final String MARKER = ".marker";
    private static final int DIGITS = 16;

    /** Of a version with bytes. */
    public static VersionName data(VersionStamp stamp) {
        return new VersionName(stamp, false, NOTHING);
    }

    /** Of a delete marker. */
    public static VersionName marker(VersionStamp stamp, long deleted) {
        return new VersionName(stamp, true, deleted);
    }

    /** The order as it is written, 16 hexadecimal digits that sort newest first. */
    public static String written(long order) {
        return HexFormat.of().toHexDigits(Long.MAX_VALUE - order);
    }

    /** The name of the file. */
    public String fileName() {
        String name = written(stamp.order()) + "-" + stamp.suffix();
        if (!marker) {
            return name;
        }
        return deleted == NOTHING ? name + MARKER : name + MARKER + "." + written(deleted);
    }

    /** The name of the sidecar of a version with bytes. */
    public String sidecar() {
        return fileName() + KeyLayout.SIDECAR;
    }

    /** What a name means; null if it is that of a sidecar, or of nothing that the engine writes. */
    public static @Nullable VersionName read(String name) {
        int hyphen = name.indexOf('-');
        int dot = name.indexOf('.');
        if (hyphen != DIGITS || !isHex(name, 0, DIGITS)) {
            return null;
        }
        VersionStamp stamp = stamp(order(name, 0), name.substring(hyphen + 1, dot < 0 ? name.length() : dot));
        if (stamp == null || dot < 0) {
            return stamp == null ? null : data(stamp);
        }
        String rest = name.substring(dot);
        if (rest.equals(MARKER)) {
            return marker(stamp, NOTHING);
        }
        boolean named = rest.startsWith(MARKER + ".")
                && rest.length() == MARKER.length() + 1 + DIGITS
                && isHex(rest, MARKER.length() + 1, rest.length());
        return named ? marker(stamp, order(rest, MARKER.length() + 1)) : null;
    }

    private static @Nullable VersionStamp stamp(long order, String suffix) {
        if (suffix.equals(VersionStamp.NULL)) {
            return new VersionStamp(order, VersionStamp.NULL);
        }
        return suffix.length() == DIGITS && isHex(suffix, 0, DIGITS)
                ? new VersionStamp(order, written(order) + suffix)
                : null;
    }

    /** What a version id says of its version's name; null if no version of this engine can have it. */
    public static @Nullable VersionName of(VersionId id) {
        String text = id.value();
        return isVersionId(text) ? data(new VersionStamp(order(text, 0), text)) : null;
    }

    /** Tells whether a version of this engine may have such an id. */
    public static boolean isVersionId(String text) {
        return text.length() == 2 * DIGITS && isHex(text, 0, text.length());
    }

    /** Tells whether a name is that of the sidecar of a version with bytes. */
    public static boolean isSidecar(String name) {
        return name.endsWith(KeyLayout.SIDECAR) && ofFile(name) != null;
    }

    /** What a file belongs to, which may be a sidecar; null if it is nothing that the engine writes. */
    public static @Nullable VersionName ofFile(String name) {
        if (!name.endsWith(KeyLayout.SIDECAR)) {
            return read(name);
        }
        VersionName data = read(name.substring(0, name.length() - KeyLayout.SIDECAR.length()));
        return data == null || data.marker() ? null : data;
    }

    /** The order that 16 digits from {@code at} on are. */
    public static long order(String text, int at) {
        return Long.MAX_VALUE - HexFormat.fromHexDigitsToLong(text, at, at + DIGITS);
    }

    private static boolean isHex(String text, int from, int end) {
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    /** What it is called by requests. */
    public Version.Named version() {
        return stamp.version();
    }
}
