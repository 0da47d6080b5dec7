package io.geckos.auth.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/**
 * The one spelling AWS signs of what a client may percent-encode in several ways: unreserved characters plain, any
 * other byte as {@code %XX} in upper case.
 */
public final class UriEncoding {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private UriEncoding() {}

    /** A path's spelling. A slash stays what it was, so that {@code /} and {@code %2F} remain two things. */
    public static String path(String raw) {
        return canonical(raw, true);
    }

    /** The spelling of a name or value in a query, where a plus means a space. */
    static String queryPart(String raw) {
        return canonical(raw, false);
    }

    /** Undoes {@link #queryPart}. */
    static String decode(String canonical) {
        if (canonical.indexOf('%') < 0) {
            return canonical;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(canonical.length());
        for (int i = 0; i < canonical.length(); i++) {
            char c = canonical.charAt(i);
            if (isEscape(canonical, i)) {
                bytes.write(HexFormat.fromHexDigits(canonical, i + 1, i + 3));
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        return bytes.toString(UTF_8);
    }

    private static String canonical(String raw, boolean path) {
        int plain = plainPrefix(raw, path);
        if (plain == raw.length()) {
            return raw;
        }
        StringBuilder out = new StringBuilder(raw.length() + 32).append(raw, 0, plain);
        for (int i = plain; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (isPlain(c, path)) {
                out.append(c);
            } else if (isEscape(raw, i)) {
                appendByte(out, HexFormat.fromHexDigits(raw, i + 1, i + 3));
                i += 2;
            } else if (c == '%') {
                // Not an escape: kept apart from %25, so that nobody can pass one off as the other.
                out.append(c);
            } else if (c == '+' && !path) {
                out.append("%20");
            } else {
                int codePoint = raw.codePointAt(i);
                for (byte b : Character.toString(codePoint).getBytes(UTF_8)) {
                    appendByte(out, b & 0xff);
                }
                i += Character.charCount(codePoint) - 1;
            }
        }
        return out.toString();
    }

    private static int plainPrefix(String raw, boolean path) {
        int i = 0;
        while (i < raw.length() && isPlain(raw.charAt(i), path)) {
            i++;
        }
        return i;
    }

    private static void appendByte(StringBuilder out, int b) {
        if (isUnreserved((char) b)) {
            out.append((char) b);
        } else {
            out.append('%');
            HEX.toHexDigits(out, (byte) b);
        }
    }

    private static boolean isEscape(String text, int at) {
        return text.charAt(at) == '%'
                && at + 2 < text.length()
                && HexFormat.isHexDigit(text.charAt(at + 1))
                && HexFormat.isHexDigit(text.charAt(at + 2));
    }

    private static boolean isPlain(char c, boolean path) {
        return isUnreserved(c) || (path && c == '/');
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }
}
