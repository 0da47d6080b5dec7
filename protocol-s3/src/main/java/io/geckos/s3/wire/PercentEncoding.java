package io.geckos.s3.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;

/**
 * Percent-encoding, strictly: what cannot be decoded is refused and never guessed, and nothing but the encoding is
 * undone, so that {@code //}, {@code ..}, {@code ;} and {@code %2F} come out as the client meant them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-2.1">RFC 3986, 2.1</a>
 */
public final class PercentEncoding {
    private static final HexFormat UPPER = HexFormat.of().withUpperCase();

    private PercentEncoding() {}

    /** Decodes a piece of a path, where {@code +} is a plus sign; {@link S3Error#InvalidURI} if it cannot be. */
    public static String decodePath(String raw) {
        return decode(raw, false);
    }

    /** Decodes a piece of a query, where {@code +} is a space; {@link S3Error#InvalidURI} if it cannot be. */
    static String decodeQuery(String raw) {
        return decode(raw, true);
    }

    /**
     * Decodes what people write by hand, where whatever is not percent-encoded stands for itself, be it a space, a
     * bracket or a letter beyond ASCII.
     *
     * @param plusIsSpace whether {@code +} is a space
     * @throws S3Exception {@link S3Error#InvalidURI} if a percent sign is followed by no code, or not by UTF-8
     */
    public static String decodeHandWritten(String text, boolean plusIsSpace) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (c <= ' ' || c >= 0x7f) {
                encoded.append(encodeAll(Character.toString(c)));
            } else {
                encoded.append((char) c);
            }
        });
        return decode(encoded.toString(), plusIsSpace);
    }

    private static String decode(String raw, boolean plusIsSpace) {
        if (isPlain(raw)) {
            return raw;
        }
        byte[] bytes = new byte[raw.length()];
        int length = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c <= ' ' || c >= 0x7f) {
                throw new S3Exception(S3Error.InvalidURI);
            } else if (c == '%') {
                bytes[length++] = hexByte(raw, i + 1);
                i += 2;
            } else {
                bytes[length++] = (byte) (c == '+' && plusIsSpace ? ' ' : c);
            }
        }
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
        } catch (CharacterCodingException _) {
            throw new S3Exception(S3Error.InvalidURI);
        }
    }

    /** Tells whether there is nothing to decode. */
    private static boolean isPlain(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '%' || c == '+') {
                return false;
            }
        }
        return true;
    }

    private static byte hexByte(String raw, int at) {
        if (at + 2 > raw.length()
                || !HexFormat.isHexDigit(raw.charAt(at))
                || !HexFormat.isHexDigit(raw.charAt(at + 1))) {
            throw new S3Exception(S3Error.InvalidURI);
        }
        return (byte) HexFormat.fromHexDigits(raw, at, at + 2);
    }

    /** Encodes all but unreserved characters and {@code /}, as listings do on {@code encoding-type=url}. */
    public static String encode(String text) {
        return encode(text, true);
    }

    /** Encodes all but unreserved characters. */
    public static String encodeAll(String text) {
        return encode(text, false);
    }

    private static String encode(String text, boolean leaveSlashes) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(UTF_8)) {
            char c = (char) (b & 0xff);
            if (isUnreserved(c) || (leaveSlashes && c == '/')) {
                encoded.append(c);
            } else {
                encoded.append('%');
                UPPER.toHexDigits(encoded, b);
            }
        }
        return encoded.toString();
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
