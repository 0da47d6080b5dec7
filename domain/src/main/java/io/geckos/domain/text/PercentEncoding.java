package io.geckos.domain.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Percent-encoding of paths and queries: unreserved characters plain, any other byte of UTF-8 as {@code %XX} in upper
 * case. Paths are not normalised: {@code //}, {@code ..} and {@code ;} stay as they are, and {@code %2F} stays
 * different from {@code /}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-2.1">RFC 3986, 2.1</a>
 */
public final class PercentEncoding {
    private static final HexFormat UPPER = HexFormat.of().withUpperCase();

    private PercentEncoding() {}

    /** Encodes all but unreserved characters. */
    public static String encode(String text) {
        return encode(text, false);
    }

    /** Encodes all but unreserved characters and {@code /}. */
    public static String encodePath(String text) {
        return encode(text, true);
    }

    private static String encode(String text, boolean path) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(UTF_8)) {
            appendByte(encoded, b, path);
        }
        return encoded.toString();
    }

    /**
     * The canonical form of a path, which Signature Version 4 signs. Clients may send one path in several encodings.
     * {@code /} and {@code %2F} stay different, and so do {@code %25} and a percent sign without two hexadecimal digits.
     */
    public static String canonicalPath(String raw) {
        return canonical(raw, true);
    }

    /**
     * The canonical form of a name or value in a query, where {@code +} is a space. Otherwise like
     * {@link #canonicalPath}.
     */
    public static String canonicalQueryComponent(String raw) {
        return canonical(raw, false);
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
            } else if (isEncodedByte(raw, i)) {
                appendByte(out, (byte) HexFormat.fromHexDigits(raw, i + 1, i + 3), false);
                i += 2;
            } else if (c == '%') {
                out.append(c);
            } else if (c == '+' && !path) {
                out.append("%20");
            } else {
                int codePoint = raw.codePointAt(i);
                for (byte b : Character.toString(codePoint).getBytes(UTF_8)) {
                    appendByte(out, b, path);
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

    /**
     * Decodes strictly: refuses any malformed text.
     *
     * @param plusIsSpace whether {@code +} is a space, as it is in queries
     * @return empty if {@code raw} is not all printable ASCII without spaces, if a percent sign has no two hexadecimal
     *     digits after it, or if the decoded bytes are not UTF-8
     */
    public static Optional<String> decode(String raw, boolean plusIsSpace) {
        int plain = 0;
        while (plain < raw.length()
                && isAllowedInEncodedText(raw.charAt(plain))
                && "%+".indexOf(raw.charAt(plain)) < 0) {
            plain++;
        }
        if (plain == raw.length()) {
            return Optional.of(raw);
        }
        byte[] bytes = new byte[raw.length()];
        int length = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (!isAllowedInEncodedText(c) || (c == '%' && !isEncodedByte(raw, i))) {
                return Optional.empty();
            } else if (c == '%') {
                bytes[length++] = (byte) HexFormat.fromHexDigits(raw, i + 1, i + 3);
                i += 2;
            } else {
                bytes[length++] = (byte) (c == '+' && plusIsSpace ? ' ' : c);
            }
        }
        try {
            return Optional.of(
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    /**
     * Decodes a text that {@link #canonicalQueryComponent} returned. A percent sign without two hexadecimal digits stands for
     * itself, and bytes that are not UTF-8 become U+FFFD.
     */
    public static String decodeCanonical(String canonical) {
        if (canonical.indexOf('%') < 0) {
            return canonical;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(canonical.length());
        for (int i = 0; i < canonical.length(); i++) {
            if (isEncodedByte(canonical, i)) {
                bytes.write(HexFormat.fromHexDigits(canonical, i + 1, i + 3));
                i += 2;
            } else {
                bytes.write(canonical.charAt(i));
            }
        }
        return bytes.toString(UTF_8);
    }

    private static void appendByte(StringBuilder out, byte b, boolean path) {
        char c = (char) (b & 0xff);
        if (isPlain(c, path)) {
            out.append(c);
        } else {
            out.append('%');
            UPPER.toHexDigits(out, b);
        }
    }

    private static boolean isEncodedByte(String text, int at) {
        return text.charAt(at) == '%'
                && at + 2 < text.length()
                && HexFormat.isHexDigit(text.charAt(at + 1))
                && HexFormat.isHexDigit(text.charAt(at + 2));
    }

    private static boolean isAllowedInEncodedText(char c) {
        return c > ' ' && c < 0x7f;
    }

    private static boolean isPlain(char c, boolean path) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~'
                || (path && c == '/');
    }
}
