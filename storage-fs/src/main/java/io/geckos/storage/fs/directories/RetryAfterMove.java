package io.geckos.storage.fs.directories;

import io.geckos.storage.fs.files.FileFault;
import org.jspecify.annotations.Nullable;

/** Something keeps a change from its place, and can be cleared away once no lock is held; then the change is tried anew. */
public final class RetryAfterMove extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient @Nullable Remedy clearing;

    /** How an obstacle is cleared away. */
    @FunctionalInterface
    public interface Remedy {
        void clear() throws FileFault;
    }

    public RetryAfterMove(@Nullable Remedy clearing) {
        super(null, null, false, false);
        this.clearing = clearing;
    }

    /** What was seen has changed meanwhile: there is nothing to clear, only to look again. */
    public static RetryAfterMove lookAgain() {
        return new RetryAfterMove(null);
    }

    void clear() throws FileFault {
        if (clearing != null) {
            clearing.clear();
        }
    }
}
