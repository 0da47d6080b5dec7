package io.geckos.bench.s3;

import io.geckos.bench.http.BodySource;
import java.util.Arrays;
import java.util.Locale;

/** The ways to sign requests. */
public enum SigningMode {
    /** By header, over the SHA-256 of the payload. */
    HEADER,
    /** By header, with {@code UNSIGNED-PAYLOAD} for objects. */
    UNSIGNED,
    /** By query, as a URL made beforehand; the payload is not signed. */
    PRESIGNED,
    /** By header, objects as {@code STREAMING-UNSIGNED-PAYLOAD-TRAILER} with a CRC-32: what current SDKs do by default. */
    TRAILER;

    /** The name on the command line. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a {@link #title}; throws {@link IllegalArgumentException}. */
    public static SigningMode parse(String title) {
        return Arrays.stream(values())
                .filter(signing -> signing.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "signing " + title + ": allowed are header, unsigned, presigned and trailer"));
    }

    /** The form in which an object's content is sent. */
    BodySource body(BodySource.Plain content) {
        return this == TRAILER ? new BodySource.Framed(content) : content;
    }
}
