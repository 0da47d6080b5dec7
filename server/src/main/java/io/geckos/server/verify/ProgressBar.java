package io.geckos.server.verify;

import java.io.PrintStream;
import java.util.function.LongSupplier;

/** A progress bar on a terminal: one line that is redrawn a few times a second. */
final class ProgressBar implements AutoCloseable {
    private static final int WIDTH = 40;
    private static final long INTERVAL = 250_000_000;
    private static final long MIB = 1 << 20;

    /** Carriage return, then erase to the end of the line. */
    private static final String OVER = "\r\u001b[K";

    private final PrintStream terminal;
    private final LongSupplier nanoTime;
    private final long total;
    private long done;
    private long drawn;

    /** Makes a bar and draws it at once. */
    ProgressBar(PrintStream terminal, LongSupplier nanoTime, long total) {
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        this.total = total;
        draw();
    }

    void step(long bytes) {
        done += bytes;
        if (nanoTime.getAsLong() - drawn >= INTERVAL) {
            draw();
        }
    }

    private void draw() {
        drawn = nanoTime.getAsLong();
        double part = total == 0 ? 1 : Math.min(1, (double) done / total);
        int filled = (int) (part * WIDTH);
        terminal.printf(
                "%s[%s%s] %3d%%  %d of %d MiB",
                OVER, "=".repeat(filled), " ".repeat(WIDTH - filled), (int) (part * 100), done / MIB, total / MIB);
        terminal.flush();
    }

    /** Clears the bar for another line of output. The bar is redrawn below it. */
    void clear() {
        terminal.print(OVER);
        terminal.flush();
        drawn = nanoTime.getAsLong() - INTERVAL;
    }

    @Override
    public void close() {
        clear();
    }
}
