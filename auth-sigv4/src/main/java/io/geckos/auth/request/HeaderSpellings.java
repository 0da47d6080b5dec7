package io.geckos.auth.request;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/**
 * The bytes a client may have signed for the headers it sent. Texts that are signed have one character for each byte, so
 * that any byte above 127 in a header is signed as it came. Some clients, botocore among them, send a header in ISO 8859-1
 * and sign it in UTF-8.
 */
public final class HeaderSpellings {
    private HeaderSpellings() {}

    /** The text as it came, and if that says something else, in UTF-8. */
    public static List<String> of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7f) {
                return List.of(text, ofBytes(text));
            }
        }
        return List.of(text);
    }

    /** A text in UTF-8 with one character for each byte. */
    public static String ofBytes(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }
}
