package io.geckos.storage.fs.files;

/** Ends threads of the engine's own. */
public final class DaemonThreads {
    private DaemonThreads() {}

    /** Interrupts a thread and waits until it has ended: after that it touches nothing any more. */
    public static void end(Thread thread) {
        thread.interrupt();
        awaitEnd(thread);
    }

    /** Waits until a thread has ended, whoever interrupts the wait. */
    public static void awaitEnd(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
