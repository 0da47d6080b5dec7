package io.geckos.s3.wire;

import io.geckos.domain.text.PercentEncoding;

/** Decodes percent-encoding. Throws {@link S3Error#InvalidURI} for malformed text. */
public final class UriDecoder {
    private UriDecoder() {}

    /** Decodes a piece of a path, where {@code +} is a plus sign. */
    public static String path(String raw) {
        return decode(raw, false);
    }

    /** Decodes a piece of a query, where {@code +} is a space. */
    static String query(String raw) {
        return decode(raw, true);
    }

    /**
     * Decodes text that people write by hand. It may contain characters that should be encoded, for example spaces,
     * brackets and letters that are not ASCII. They stand for themselves.
     *
     * @param plusIsSpace whether {@code +} is a space
     */
    public static String handWritten(String text, boolean plusIsSpace) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (c <= ' ' || c >= 0x7f) {
                encoded.append(PercentEncoding.encode(Character.toString(c)));
            } else {
                encoded.append((char) c);
            }
        });
        return decode(encoded.toString(), plusIsSpace);
    }

    private static String decode(String raw, boolean plusIsSpace) {
        return PercentEncoding.decode(raw, plusIsSpace).orElseThrow(() -> new S3Exception(S3Error.InvalidURI));
    }
}
