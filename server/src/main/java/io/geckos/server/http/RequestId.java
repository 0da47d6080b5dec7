package io.geckos.server.http;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Names for requests: 16 hexadecimal digits, as S3 has them; unguessable is not promised, nor needed. */
final class RequestId {
    private static final HexFormat UPPER_CASE = HexFormat.of().withUpperCase();

    private RequestId() {}

    static String next() {
        return UPPER_CASE.toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
