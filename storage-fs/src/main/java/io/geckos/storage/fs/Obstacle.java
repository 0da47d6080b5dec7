package io.geckos.storage.fs;

/** Something keeps a change from its place, and can be cleared away once no lock is held; then the change is tried anew. */
final class Obstacle extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Clearing clearing;

    /** How an obstacle is cleared away. */
    @FunctionalInterface
    interface Clearing {
        void clear() throws FileFault;
    }

    Obstacle(Clearing clearing) {
        super(null, null, false, false);
        this.clearing = clearing;
    }

    void clear() throws FileFault {
        clearing.clear();
    }
}
