package io.geckos.domain.engine;

/**
 * A maintenance task of the storage engine or the server. It works in runs, one at a time, on a schedule or when an
 * operator starts one. All methods return at once.
 */
public interface BackgroundTask {
    /** The unique name of the task: one lower-case word. */
    String name();

    /** The progress of the current run, and the results of the last ones. */
    BackgroundTaskReport report();

    /** Begins a run now. Answers false if one is under way already. */
    boolean start();

    /**
     * Stops the current run before its end. Answers false if there is none. The work that is done stays done, and the
     * next run begins at its usual time.
     */
    boolean stop();
}
