package io.geckos.server.connection;

/**
 * Counts the header lines of the current request and limits their number. Helidon parses each line as soon as it is
 * there, even if the head never ends. Its objects for a short line take twenty times as much memory as the line.
 */
final class HeaderLines {
    /**
     * The largest number of lines in a head. Clients send about twenty, and one more for each item of user metadata.
     */
    static final int MOST = 200;

    private boolean inHead;
    private int count;
    private long text;

    /** Notes that the first line of a request has been read. Its header lines follow. */
    void begin() {
        inHead = true;
        count = 0;
        text = 0;
    }

    /** Resets the counts, to wait for another request. */
    void forget() {
        begin();
        inHead = false;
    }

    /**
     * Counts another line.
     *
     * @throws IllegalStateException if it is one too many; Helidon then answers that the headers are too large
     */
    void next() {
        if (inHead) {
            count++;
            if (count > MOST) {
                throw new IllegalStateException("more than " + MOST + " header lines");
            }
        }
    }

    /** Counts bytes of a line that became an object. */
    void keep(int bytes) {
        if (inHead) {
            text += bytes;
        }
    }

    /** Notes the empty line, after which no header follows. */
    void end() {
        inHead = false;
    }

    /** The number of lines. */
    int count() {
        return count;
    }

    /** The number of their bytes that became objects. */
    long text() {
        return text;
    }
}
