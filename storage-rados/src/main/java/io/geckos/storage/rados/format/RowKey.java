package io.geckos.storage.rados.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.name.VersionId;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/**
 * The keys of rows in the shards of an index. A row of an object's key has a letter for what it is, the key without zeros, and
 * an end that is less than anything a longer key has there; so rows order as S3 orders keys. All are strings with one
 * character for each byte.
 */
public final class RowKey {
    /** The latest versions that are objects. */
    public static final String OBJECTS = "o/";

    /** The latest versions that are delete markers. */
    public static final String MARKERS = "d/";

    /** All versions that are not the latest. */
    public static final String VERSIONS = "v/";

    /** Uploads in parts. */
    public static final String UPLOADS = "u/";

    /** Parts of uploads. */
    public static final String PARTS = "p/";

    /** What nothing refers to any more. */
    public static final String GARBAGE = "g/";

    /** The numbers that are counted. */
    public static final String COUNTERS = "c/";

    /** The end of a key: nothing within one has these bytes. */
    private static final String END = "\1\1";

    /** Greater than all bytes of UTF-8. */
    private static final String LAST = "\u00ff";

    private static final int ORDER_DIGITS = 16;

    private RowKey() {}

    /** A text without zeros, whose order is that of the text's bytes. */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        for (byte b : text.getBytes(UTF_8)) {
            switch (b) {
                case 0 -> escaped.append("\1\2");
                case 1 -> escaped.append("\1\3");
                default -> escaped.append((char) (b & 0xff));
            }
        }
        return escaped.toString();
    }

    /** The key in a place: what stands before its end. */
    public static String key(String place) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int end = place.indexOf(END);
        for (int i = 0; i < end; i++) {
            char c = place.charAt(i);
            if (c == 1) {
                i++;
                bytes.write(place.charAt(i) - 2);
            } else {
                bytes.write(c);
            }
        }
        return bytes.toString(UTF_8);
    }

    /** The place of a key: all places in the key begin with it. */
    public static String place(String key) {
        return escape(key) + END;
    }

    /** The place behind all those in a key. */
    public static String behindKey(String key) {
        return place(key) + LAST;
    }

    /** The place behind all keys with a prefix. */
    public static String behindPrefix(String prefix) {
        return escape(prefix) + LAST;
    }

    /** What a place begins with, without what follows the end of its key. */
    public static String keyOnly(String place) {
        int end = place.indexOf(END);
        return end < 0 ? place : place.substring(0, end);
    }

    /** What follows the end of the key in a place. */
    public static String behindEnd(String place) {
        return place.substring(place.indexOf(END) + END.length());
    }

    /** An order as text, by which newer versions come first. */
    public static String orderText(long order) {
        return "%016x".formatted(Long.MAX_VALUE - order);
    }

    /** The order in the id of a version. */
    public static long orderOf(VersionId id) {
        return Long.MAX_VALUE - HexFormat.fromHexDigitsToLong(id.value(), 0, ORDER_DIGITS);
    }

    /** The text of the order in the id of a version. */
    public static String orderOf(String versionId) {
        return versionId.substring(0, Math.min(ORDER_DIGITS, versionId.length()));
    }

    public static String object(ObjectKey key) {
        return OBJECTS + place(key.value());
    }

    public static String marker(ObjectKey key) {
        return MARKERS + place(key.value());
    }

    /** All versions of a key that are not the latest begin with this. */
    public static String versions(ObjectKey key) {
        return VERSIONS + place(key.value());
    }

    public static String version(ObjectKey key, long order, Version.Named version) {
        return version(key, orderText(order), version);
    }

    public static String version(ObjectKey key, String orderText, Version.Named version) {
        return versions(key) + orderText + "-" + version.value();
    }

    public static String upload(ObjectKey key, String upload) {
        return UPLOADS + place(key.value()) + escape(upload);
    }

    /** All parts of an upload begin with this. */
    public static String parts(String upload) {
        return PARTS + escape(upload) + "/";
    }

    public static String part(String upload, int number) {
        return parts(upload) + "%05d".formatted(number);
    }

    /** The upload that a row of a part belongs to. */
    public static String uploadOfPart(String row) {
        // Ids of uploads have no characters that are escaped.
        return row.substring(PARTS.length(), row.lastIndexOf('/'));
    }

    public static String garbage(DataSegment data) {
        return GARBAGE + data.id();
    }
}
