package io.geckos.server.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * The line that begins a request, as the client wrote it. Helidon turns {@code get} into {@code GET} before anybody sees it,
 * though methods are case-sensitive, and it knows no version but HTTP/1.1.
 *
 * @param method as the client wrote it
 * @param isHttp10 whether the client speaks HTTP/1.0
 */
public record RequestLine(String method, boolean isHttp10) {
    /** Of a request that has not begun. */
    static final RequestLine NONE = new RequestLine("", false);

    private static final byte[] VERSION_1 = " HTTP/1.".getBytes(US_ASCII);

    /** Reads a line, which may be anything a client sends. */
    static RequestLine of(byte[] line) {
        int length = 0;
        while (length < line.length && line[length] != ' ') {
            length++;
        }
        return new RequestLine(new String(line, 0, length, US_ASCII), minorVersion(line) == '0');
    }

    /** The digit behind {@code HTTP/1.} at the end of a line; what is none if that is not how the line ends. */
    private static byte minorVersion(byte[] line) {
        int last = line.length - 1;
        int start = last - VERSION_1.length;
        boolean one = start > 0 && Arrays.equals(line, start, last, VERSION_1, 0, VERSION_1.length);
        return one ? line[last] : 0;
    }

    /**
     * Turns a line of any HTTP/1 into the same one of HTTP/1.1, which is all that Helidon reads. Newer versions of the same
     * major one are to be taken for the newest that is known.
     */
    static void translate(byte[] line) {
        byte minor = minorVersion(line);
        if (minor >= '0' && minor <= '9') {
            line[line.length - 1] = '1';
        }
    }
}
