package io.geckos.bench.data;

/**
 * The keys of one run, numbered from 0 and spread over directories in turn.
 *
 * @param prefix the prefix of all keys, ending in a slash
 * @param count 1 or more
 * @param directories 1 or more
 */
public record KeySequence(String prefix, long count, int directories) {
    private static final int DIRECTORY_DIGITS = 5;
    private static final int FILE_DIGITS = 9;

    public String name(long number) {
        StringBuilder name = new StringBuilder(prefix.length() + DIRECTORY_DIGITS + FILE_DIGITS + 1).append(prefix);
        digits(name, number % directories, DIRECTORY_DIGITS).append('/');
        return digits(name, number / directories, FILE_DIGITS).toString();
    }

    /** The number of keys after {@code number} in a listing. */
    public long after(long number) {
        long directory = number % directories;
        long perDirectory = count / directories;
        long longer = count % directories;
        long before = directory * perDirectory + Math.min(directory, longer) + number / directories;
        return count - before - 1;
    }

    /** Used instead of a format string, which is much slower, because every request needs it. */
    private static StringBuilder digits(StringBuilder to, long value, int width) {
        String text = Long.toString(value);
        return to.repeat('0', Math.max(0, width - text.length())).append(text);
    }
}
