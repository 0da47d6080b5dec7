package io.geckos.domain.text;

/**
 * Reads whole numbers that are written in ASCII digits. {@link Long#parseLong} also accepts digits of other scripts, so
 * two programs could read one text differently.
 */
public final class AsciiNumber {
    private AsciiNumber() {}

    /** Reads digits, with an optional minus before them. Throws {@link NumberFormatException} for any other text. */
    public static long parseLong(String text) {
        require(text);
        return Long.parseLong(text);
    }

    /** Reads digits as {@link #parseLong} does; {@link NumberFormatException} if an {@code int} cannot hold them. */
    public static int parseInt(String text) {
        require(text);
        return Integer.parseInt(text);
    }

    private static void require(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean sign = i == 0 && c == '-' && text.length() > 1;
            if ((c < '0' || c > '9') && !sign) {
                throw new NumberFormatException("not digits: " + text);
            }
        }
    }
}
