package io.geckos.s3.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.text.HeaderText;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Encodes and decodes text of any language for headers, which can carry only ASCII: {@code =?UTF-8?Q?gr=C3=BCn?=}. S3
 * answers user metadata in this form.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2047">RFC 2047</a>
 */
public final class EncodedWords {
    private static final Pattern WORD = Pattern.compile("=\\?([^?\\s]+)\\?([bBqQ])\\?([^?\\s]*)\\?=");
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /** The largest number of characters in the content of a word, so that the whole word has at most 75. */
    private static final int MOST_CHARACTERS = 63;

    private EncodedWords() {}

    /**
     * Decodes the value of a header.
     *
     * @param bytes one character for each byte
     * @return the text: the bytes as UTF-8 if they are valid, else as ISO 8859-1, with encoded words decoded
     */
    static String ofHeader(String bytes) {
        return decode(unicode(bytes));
    }

    /** Like {@link #ofHeader}, but leaves encoded words as they are. */
    static String unicode(String bytes) {
        if (HeaderText.isAscii(bytes)) {
            return bytes;
        }
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes(ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException _) {
            return bytes;
        }
    }

    /**
     * Decodes the encoded words in a text. Returns the text unchanged if a word is malformed, or if a header could not
     * carry the result.
     */
    static String decode(String text) {
        if (!text.contains("=?")) {
            return text;
        }
        StringBuilder decoded = new StringBuilder();
        Matcher words = WORD.matcher(text);
        int end = 0;
        try {
            while (words.find()) {
                String between = text.substring(end, words.start());
                // Spaces between two words only keep them apart.
                decoded.append(end > 0 && between.isBlank() ? "" : between).append(word(words));
                end = words.end();
            }
        } catch (IllegalArgumentException | CharacterCodingException _) {
            return text;
        }
        decoded.append(text, end, text.length());
        // Some encodings can contain half a character, which no answer can carry.
        boolean whole = UTF_8.newEncoder().canEncode(decoded);
        return whole && HeaderText.isText(decoded) ? decoded.toString() : text;
    }

    private static String word(Matcher word) throws CharacterCodingException {
        boolean base64 = word.group(2).equalsIgnoreCase("B");
        byte[] bytes = base64 ? Base64.getDecoder().decode(word.group(3)) : quoted(word.group(3));
        return Charset.forName(word.group(1))
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static byte[] quoted(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '=') {
                if (i + 2 >= text.length()) {
                    throw new IllegalArgumentException("a byte is cut off");
                }
                bytes.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
                i += 2;
            } else if (c > 0x7e) {
                throw new IllegalArgumentException("not encoded");
            } else {
                bytes.write(c == '_' ? ' ' : c);
            }
        }
        return bytes.toByteArray();
    }

    /**
     * Encodes a text for a header. ASCII text is returned unchanged, unless it begins or ends with a space, which would
     * be lost.
     */
    public static String encode(String text) {
        if (HeaderText.isAscii(text) && text.strip().length() == text.length()) {
            return text;
        }
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < text.length(); ) {
            StringBuilder content = new StringBuilder();
            // A word must not end in the middle of a character.
            while (i < text.length()) {
                int next = i + Character.charCount(text.codePointAt(i));
                String quoted = quote(text.substring(i, next));
                if (content.length() + quoted.length() > MOST_CHARACTERS) {
                    break;
                }
                content.append(quoted);
                i = next;
            }
            words.append(words.isEmpty() ? "=?UTF-8?Q?" : " =?UTF-8?Q?")
                    .append(content)
                    .append("?=");
        }
        return words.toString();
    }

    private static String quote(String character) {
        StringBuilder text = new StringBuilder();
        for (byte b : character.getBytes(UTF_8)) {
            if (b == ' ') {
                text.append('_');
            } else if (b > ' ' && b < 0x7f && b != '=' && b != '?' && b != '_') {
                text.append((char) b);
            } else {
                text.append('=');
                HEX.toHexDigits(text, b);
            }
        }
        return text.toString();
    }
}
