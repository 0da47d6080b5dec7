package io.geckos.server.connection;

/**
 * The header lines that have been read of the current request. Helidon parses each as soon as it is there, whether or not the
 * head ever ends, and what it makes of a short line takes twenty times as much memory as the line.
 */
final class HeaderLines {
    /** So many a head may have. Clients send some twenty; each item of user metadata takes one more. */
    static final int MOST = 200;

    private boolean inHead;
    private int count;
    private long text;

    /** The line that begins a request has been read: its header lines come next. */
    void begin() {
        inHead = true;
        count = 0;
        text = 0;
    }

    /** Waits for another request. */
    void forget() {
        begin();
        inHead = false;
    }

    /**
     * Another line begins.
     *
     * @throws IllegalStateException if it is one too many, which Helidon takes for headers that are too large
     */
    void next() {
        if (inHead) {
            count++;
            if (count > MOST) {
                throw new IllegalStateException("more than " + MOST + " header lines");
            }
        }
    }

    /** So many bytes of a line have been made into an object. */
    void keep(int bytes) {
        if (inHead) {
            text += bytes;
        }
    }

    /** The empty line has come: what follows is no header. */
    void end() {
        inHead = false;
    }

    /** How many lines have begun. */
    int count() {
        return count;
    }

    /** How many of their bytes have been made into objects. */
    long text() {
        return text;
    }
}
