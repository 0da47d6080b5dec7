package io.geckos.domain.engine;

/**
 * Something that a storage engine or the server does by itself and again and again, or when it is told to: in runs, one at a
 * time. All methods return at once.
 */
public interface BackgroundTask {
    /** One lower-case word, which no other task of the server has. */
    String name();

    /** How far it is, and what the last runs did. */
    BackgroundTaskReport report();

    /** Begins a run now, be it scheduled or not; false if one is under way already. */
    boolean start();

    /**
     * Tells the run that is under way to end unfinished; false if there is none. What it has done stays done, and the next one
     * comes as if it had finished.
     */
    boolean stop();
}
