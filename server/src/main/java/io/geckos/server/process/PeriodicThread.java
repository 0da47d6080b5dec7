package io.geckos.server.process;

import java.time.Duration;

/** Threads that do something again and again. */
public final class PeriodicThread {
    private PeriodicThread() {}

    /** A thread, not yet started, that waits and does something by turns, until it is interrupted. */
    public static Thread every(Duration pause, Thread.Builder thread, Runnable tick) {
        return thread.unstarted(() -> {
            try {
                while (true) {
                    Thread.sleep(pause);
                    tick.run();
                }
            } catch (InterruptedException _) {
                // The server has stopped.
            }
        });
    }
}
