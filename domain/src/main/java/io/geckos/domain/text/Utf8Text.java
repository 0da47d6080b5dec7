package io.geckos.domain.text;

/** Order and length of strings as S3 sees them: by their UTF-8 bytes, without encoding them. */
public final class Utf8Text {
    private Utf8Text() {}

    /**
     * Compares by unsigned UTF-8 bytes. UTF-8 orders as code points do, so only surrogates need care:
     * {@link String#compareTo} puts U+FFFF above U+10000.
     */
    public static int compare(String left, String right) {
        int shared = Math.min(left.length(), right.length());
        for (int i = 0; i < shared; i++) {
            char l = left.charAt(i);
            char r = right.charAt(i);
            if (l != r) {
                boolean leftSurrogate = Character.isSurrogate(l);
                return leftSurrogate == Character.isSurrogate(r) ? Character.compare(l, r) : leftSurrogate ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** Counts the bytes {@code text} takes in UTF-8; -1 when a surrogate stands alone, which UTF-8 cannot carry. */
    public static int length(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes++;
            } else if (c < 0x800) {
                bytes += 2;
            } else if (!Character.isSurrogate(c)) {
                bytes += 3;
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                bytes += 4;
                i++;
            } else {
                return -1;
            }
        }
        return bytes;
    }
}
