package io.geckos.domain.checksum;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * An entity tag without its quotes. The tag of an object without parts is the lower-case hexadecimal MD5 of its
 * bytes; any other tag contains a {@code -}.
 */
public record ETag(String value) {
    /** Throws {@link IllegalArgumentException} if {@code value} is empty, quoted, not printable ASCII or over 128 long. */
    public ETag {
        if (value.isEmpty() || value.length() > 128 || !consistsOf(value, c -> c >= '!' && c <= '~' && c != '"')) {
            throw new IllegalArgumentException("not an entity tag: " + value);
        }
    }

    private static boolean consistsOf(String text, IntPredicate allowed) {
        for (int i = 0; i < text.length(); i++) {
            if (!allowed.test(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** The tag of an object without parts; {@code md5} holds 16 bytes. */
    public static ETag ofMd5(byte[] md5) {
        return new ETag(HexFormat.of().formatHex(md5));
    }

    /** The tag of an object made of {@code parts}, each tagged by its MD5: {@code md5(md5s)-N}. */
    public static ETag ofParts(List<ETag> parts) {
        MessageDigest digest = ContentHasher.digest("MD5");
        parts.forEach(part -> digest.update(part.md5()));
        return new ETag(HexFormat.of().formatHex(digest.digest()) + "-" + parts.size());
    }

    /** Tells whether this is the MD5 of the bytes. */
    public boolean isMd5() {
        return value.length() == 32 && consistsOf(value, c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    /** The 16 bytes of the MD5; throws {@link IllegalStateException} unless {@link #isMd5}. */
    public byte[] md5() {
        if (!isMd5()) {
            throw new IllegalStateException("no MD5: " + value);
        }
        return HexFormat.of().parseHex(value);
    }

    /** The tag as HTTP and S3's XML carry it. */
    public String quoted() {
        return '"' + value + '"';
    }

    @Override
    public String toString() {
        return value;
    }
}
