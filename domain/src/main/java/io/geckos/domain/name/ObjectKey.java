package io.geckos.domain.name;

import io.geckos.domain.text.Utf8Text;
import java.util.Comparator;

/**
 * An object's key: an opaque string of 1 to 1024 UTF-8 bytes. It is not a path: {@code "a//b"}, {@code "../a"} and
 * {@code "a/"} are ordinary keys, and {@code "a"} and {@code "a/b"} may exist side by side.
 *
 * <p>Keys order by unsigned UTF-8 bytes, as S3 lists them.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html">Naming objects</a>
 */
public record ObjectKey(String value) implements Comparable<ObjectKey> {
    /** The longest key, in UTF-8 bytes. */
    public static final int MAX_BYTES = 1024;

    /** Orders any strings (prefixes and markers too) as keys are ordered. */
    public static final Comparator<String> ORDER = Utf8Text::compare;

    /**
     * Checks the key.
     *
     * @throws IllegalArgumentException if it is empty, longer than {@value #MAX_BYTES} bytes, or not encodable
     */
    public ObjectKey {
        int bytes = Utf8Text.length(value);
        if (bytes < 1 || bytes > MAX_BYTES) {
            throw new IllegalArgumentException(
                    bytes < 0
                            ? "key is not valid Unicode"
                            : "key of " + bytes + " bytes, allowed are 1 to " + MAX_BYTES);
        }
    }

    @Override
    public int compareTo(ObjectKey that) {
        return ORDER.compare(value, that.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
