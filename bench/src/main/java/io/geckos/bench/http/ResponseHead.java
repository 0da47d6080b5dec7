package io.geckos.bench.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The parts of a response's status line and headers that the driver needs.
 *
 * @param status the number
 * @param length the length of the body, or {@value #UNKNOWN}
 * @param chunked whether the body is framed in chunks
 * @param keepAlive whether the connection stays open for another request
 * @param etag with its quotes, empty when there is none
 */
public record ResponseHead(int status, long length, boolean chunked, boolean keepAlive, String etag) {
    static final long UNKNOWN = -1;

    private static final int VERSION_LENGTH = "HTTP/1.1 ".length();

    /** Reads the first {@code end} bytes, which end with the line end of the last header. */
    static ResponseHead parse(byte[] head, int end) throws IOException {
        int lineEnd = lineEnd(head, 0, end);
        int status = status(head, lineEnd);
        boolean keepAlive = head[VERSION_LENGTH - 2] == '1';
        long length = UNKNOWN;
        boolean chunked = false;
        String etag = "";
        for (int at = lineEnd + 2; at < end; at = lineEnd + 2) {
            lineEnd = lineEnd(head, at, end);
            switch (head[at] | 0x20) {
                case 'c' -> {
                    if (named(head, at, "content-length:")) {
                        length = number(value(head, at, lineEnd));
                    } else if (named(head, at, "connection:")) {
                        keepAlive = !value(head, at, lineEnd).equalsIgnoreCase("close");
                    }
                }
                case 't' -> chunked |= named(head, at, "transfer-encoding:");
                case 'e' -> etag = named(head, at, "etag:") ? value(head, at, lineEnd) : etag;
                default -> {}
            }
        }
        return new ResponseHead(status, length, chunked, keepAlive, etag);
    }

    /** Whether it is an interim response (1xx), before the real one. */
    boolean interim() {
        return status < 200;
    }

    public boolean success() {
        return status >= 200 && status < 300;
    }

    private static int status(byte[] head, int lineEnd) throws IOException {
        boolean known = lineEnd >= VERSION_LENGTH + 3 && named(head, 0, "http/1.");
        if (!known) {
            throw new IOException("not an HTTP/1 response");
        }
        return (int) number(new String(head, VERSION_LENGTH, 3, StandardCharsets.ISO_8859_1));
    }

    private static int lineEnd(byte[] head, int from, int end) {
        int at = from;
        while (at < end && head[at] != '\r') {
            at++;
        }
        return at;
    }

    /** Whether the line begins with {@code name}, which is in lower case. */
    private static boolean named(byte[] head, int at, String name) {
        if (at + name.length() > head.length) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            int b = head[at + i];
            if ((b >= 'A' && b <= 'Z' ? b | 0x20 : b) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static String value(byte[] head, int at, int lineEnd) {
        int colon = at;
        while (head[colon] != ':') {
            colon++;
        }
        return new String(head, colon + 1, lineEnd - colon - 1, StandardCharsets.ISO_8859_1).strip();
    }

    private static long number(String digits) throws IOException {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new IOException("not a number in the response: " + digits, e);
        }
    }
}
