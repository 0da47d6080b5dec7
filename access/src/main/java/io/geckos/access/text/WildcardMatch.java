package io.geckos.access.text;

/**
 * Compares a pattern with a text. Between two {@code *} the first place that fits is taken, so that nothing is tried twice, and
 * a place for characters without {@code ?} is found in one pass: clients choose both the texts and the values of variables, and
 * must not be able to make this slow.
 */
final class WildcardMatch {
    /** The unit of {@code *}. All others are UTF-16 units. */
    static final int ANY = -1;

    /** The unit of {@code ?}. */
    static final int ONE = -2;

    private final int[] units;
    private final String text;

    private WildcardMatch(int[] units, String text) {
        this.units = units;
        this.text = text;
    }

    /** Tells whether the units from {@code from} to {@code to} stand for the text from {@code start} on. */
    static boolean matches(int[] units, int from, int to, String text, int start) {
        return new WildcardMatch(units, text).matches(from, to, start);
    }

    private boolean matches(int from, int to, int start) {
        int star = nextStar(from, to);
        int position = after(from, star, start, text.length());
        if (star == to) {
            return position == text.length();
        }
        int last = to - 1;
        while (units[last] != ANY) {
            last--;
        }
        int end = position < 0 ? -1 : before(last + 1, to, position);
        while (star < last && position >= 0 && end >= 0) {
            int next = nextStar(star + 1, to);
            position = firstAfter(star + 1, next, position, end);
            star = next;
        }
        return position >= 0 && end >= 0;
    }

    private int nextStar(int from, int to) {
        int star = from;
        while (star < to && units[star] != ANY) {
            star++;
        }
        return star;
    }

    /** The position in the text after units without {@code *} that begin at a position; -1 if they do not fit. */
    private int after(int from, int to, int start, int end) {
        int position = start;
        for (int unit = from; unit < to; unit++) {
            if (position >= end || (units[unit] != ONE && units[unit] != text.charAt(position))) {
                return -1;
            }
            position += units[unit] == ONE ? Character.charCount(text.codePointAt(position)) : 1;
        }
        return position <= end ? position : -1;
    }

    /** The position in the text where units without {@code *} begin that end with it; -1 if they do not fit. */
    private int before(int from, int to, int start) {
        int position = text.length();
        for (int unit = to - 1; unit >= from; unit--) {
            if (position <= start || (units[unit] != ONE && units[unit] != text.charAt(position - 1))) {
                return -1;
            }
            position -= units[unit] == ONE ? Character.charCount(text.codePointBefore(position)) : 1;
        }
        return position >= start ? position : -1;
    }

    /** The position after the first place for units without {@code *}; -1 if there is none. */
    private int firstAfter(int from, int to, int start, int end) {
        for (int unit = from; unit < to; unit++) {
            if (units[unit] == ONE) {
                return firstTried(from, to, start, end);
            }
        }
        return firstPlain(from, to - from, start, end);
    }

    private int firstTried(int from, int to, int start, int end) {
        int position = start;
        while (position < end) {
            int after = after(from, to, position, end);
            if (after >= 0) {
                return after;
            }
            position += Character.charCount(text.codePointAt(position));
        }
        return -1;
    }

    /**
     * @see <a href="https://en.wikipedia.org/wiki/Knuth%E2%80%93Morris%E2%80%93Pratt_algorithm">Knuth, Morris and Pratt</a>
     */
    private int firstPlain(int from, int length, int start, int end) {
        if (length == 0) {
            return start;
        }
        if (length > end - start) {
            return -1;
        }
        int[] borders = borders(from, length);
        int equal = 0;
        for (int position = start; position < end; position++) {
            equal = extended(borders, from, equal, text.charAt(position));
            if (equal == length) {
                return position + 1;
            }
        }
        return -1;
    }

    /** For each beginning of the units, how long the longest shorter beginning is that it ends with. */
    private int[] borders(int from, int length) {
        int[] borders = new int[length];
        for (int i = 1; i < length; i++) {
            borders[i] = extended(borders, from, borders[i - 1], units[from + i]);
        }
        return borders;
    }

    /** How many units from the first on are equal, after one more character. */
    private int extended(int[] borders, int from, int before, int unit) {
        int equal = before;
        while (equal > 0 && unit != units[from + equal]) {
            equal = borders[equal - 1];
        }
        return unit == units[from + equal] ? equal + 1 : 0;
    }
}
