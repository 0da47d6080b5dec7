package io.geckos.server.http;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Makes request ids: 16 hexadecimal digits, as in S3. They need not be hard to guess. */
final class RequestId {
    private static final HexFormat UPPER_CASE = HexFormat.of().withUpperCase();

    private RequestId() {}

    static String next() {
        return UPPER_CASE.toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
