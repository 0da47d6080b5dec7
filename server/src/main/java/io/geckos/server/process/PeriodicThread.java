package io.geckos.server.process;

import java.time.Duration;

/** Makes threads that repeat an action, with a pause before each call. */
public final class PeriodicThread {
    private PeriodicThread() {}

    /** A thread, not yet started, that repeats {@code tick} with a pause before each call, until it is interrupted. */
    public static Thread withPause(Duration pause, Thread.Builder thread, Runnable tick) {
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
