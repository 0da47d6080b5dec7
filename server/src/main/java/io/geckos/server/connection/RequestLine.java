package io.geckos.server.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * The first line of a request, as the client wrote it. Needed because Helidon changes {@code get} to {@code GET},
 * although methods are case-sensitive, and because it accepts only HTTP/1.1.
 *
 * @param method as the client wrote it
 * @param isHttp10 whether the client speaks HTTP/1.0
 */
public record RequestLine(String method, boolean isHttp10) {
    /** Stands for a request that has not begun. */
    static final RequestLine NONE = new RequestLine("", false);

    private static final byte[] VERSION_1 = " HTTP/1.".getBytes(US_ASCII);

    /** Parses a line, which may be malformed. */
    static RequestLine of(byte[] line) {
        int length = 0;
        while (length < line.length && line[length] != ' ') {
            length++;
        }
        return new RequestLine(new String(line, 0, length, US_ASCII), minorVersion(line) == '0');
    }

    /** The digit after {@code HTTP/1.} at the end of a line; another byte if the line ends differently. */
    private static byte minorVersion(byte[] line) {
        int last = line.length - 1;
        int start = last - VERSION_1.length;
        boolean one = start > 0 && Arrays.equals(line, start, last, VERSION_1, 0, VERSION_1.length);
        return one ? line[last] : 0;
    }

    /**
     * Changes the version in a line from any HTTP/1.x to HTTP/1.1, the only one that Helidon reads. A newer minor
     * version counts as the newest known one.
     */
    static void translate(byte[] line) {
        byte minor = minorVersion(line);
        if (minor >= '0' && minor <= '9') {
            line[line.length - 1] = '1';
        }
    }
}
