package io.geckos.storage.fs.format;

import io.geckos.domain.name.Version;
import io.geckos.domain.name.VersionId;
import java.util.HexFormat;

/**
 * Which version of its key a description is of.
 *
 * @param order nanoseconds since 1970; of two versions of a key, the newer has the greater
 * @param id 32 hexadecimal digits of which the first 16 are the order as {@link VersionName} writes it, or {@link #NULL}
 */
public record VersionStamp(long order, String id) {
    /** The id of a version that was written while the bucket kept none, or had stopped to. */
    public static final String NULL = "null";

    /** The least distance of two orders, in nanoseconds: that of two times of the clock. */
    public static final long STEP = 1_000;

    private static final int ORDER_DIGITS = 16;

    /** Of the null version. */
    public static VersionStamp ofNull(long order) {
        return new VersionStamp(order, NULL);
    }

    /** Of a version whose id has these 64 bits behind its order. */
    public static VersionStamp of(long order, long random) {
        return new VersionStamp(
                order, VersionName.written(order) + HexFormat.of().toHexDigits(random));
    }

    /** Of a version id of the form that this engine gives. */
    public static VersionStamp of(VersionId id) {
        return new VersionStamp(VersionName.order(id.value(), 0), id.value());
    }

    /** The 64 bits behind the order in an id that is not null's. */
    public long random() {
        return HexFormat.fromHexDigitsToLong(id, ORDER_DIGITS, 2 * ORDER_DIGITS);
    }

    public boolean isNull() {
        return id.equals(NULL);
    }

    /** What of the id its order does not tell. */
    String suffix() {
        return isNull() ? NULL : id.substring(ORDER_DIGITS);
    }

    /** What it is called by requests. */
    public Version.Named version() {
        return isNull() ? Version.NULL : new Version.Exactly(new VersionId(id));
    }
}
