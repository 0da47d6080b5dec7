package io.geckos.server.migrate;

import java.io.PrintStream;
import java.util.function.DoubleFunction;
import java.util.function.LongSupplier;

/**
 * A line of progress on standard error: on a terminal it is redrawn a few times a second, elsewhere a new one is printed
 * every ten seconds. Its user makes sure that one thread at a time calls it.
 */
final class ProgressLine {
    private static final long SECOND = 1_000_000_000;

    /** Carriage return, then erase to the end of the line. */
    private static final String OVER = "\r\u001b[K";

    private final PrintStream stream;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private final long begun;
    private final long interval;
    private long shown;
    private boolean drawn;

    ProgressLine(PrintStream stream, boolean terminal, LongSupplier nanoTime) {
        this.stream = stream;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        this.begun = nanoTime.getAsLong();
        this.shown = begun;
        this.interval = terminal ? SECOND / 4 : 10 * SECOND;
    }

    /** Shows a text, if it is time for another one. */
    void show(DoubleFunction<String> text) {
        long now = nanoTime.getAsLong();
        if (now - shown < interval) {
            return;
        }
        shown = now;
        String shownText = text.apply((double) (now - begun) / SECOND);
        if (terminal) {
            stream.print(OVER + shownText);
            drawn = true;
        } else {
            stream.println(shownText);
        }
        stream.flush();
    }

    /** Makes room for another line of output. */
    void clear() {
        if (drawn) {
            stream.print(OVER);
            stream.flush();
            drawn = false;
        }
    }
}
