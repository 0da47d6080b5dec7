package io.geckos.domain.text;

/**
 * Checks for text that is to be sent in an HTTP header. Names and values of headers also come from forms, queries and
 * files that people edit. Without a check, a line break in one of them would end the header line of an answer.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.5">RFC 9110, 5.5</a>
 */
public final class HeaderText {
    private HeaderText() {}

    /** Tells whether {@code name} is a legal name of a header: a token. */
    public static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!isOfToken(name.charAt(i))) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static boolean isOfToken(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }

    /** Tells whether a text is free of control characters. */
    public static boolean isText(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f) {
                return false;
            }
        }
        return true;
    }

    /** Tells whether a text is in ASCII, control characters included. */
    public static boolean isAscii(CharSequence text) {
        return isBelow(text, 0x80);
    }

    /** Tells whether a text can be sent as it is: in ISO 8859-1, without control characters. */
    public static boolean isLatin1(CharSequence text) {
        return isText(text) && isBelow(text, 0x100);
    }

    private static boolean isBelow(CharSequence text, int limit) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= limit) {
                return false;
            }
        }
        return true;
    }
}
