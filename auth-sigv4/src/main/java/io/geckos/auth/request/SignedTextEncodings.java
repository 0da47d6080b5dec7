package io.geckos.auth.request;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/**
 * The encodings in which a client may have signed a text with header values. A signed text has one character for each
 * byte, so a byte above 127 is signed as it was sent. Some clients, botocore among them, send a header in ISO 8859-1
 * and sign it in UTF-8.
 */
public final class SignedTextEncodings {
    private SignedTextEncodings() {}

    /** The text as it was sent, and also the bytes of its UTF-8 form as text, if these are different. */
    public static List<String> of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7f) {
                return List.of(text, utf8BytesAsText(text));
            }
        }
        return List.of(text);
    }

    /** The bytes of a text in UTF-8, as a text with one character for each byte. */
    public static String utf8BytesAsText(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }
}
