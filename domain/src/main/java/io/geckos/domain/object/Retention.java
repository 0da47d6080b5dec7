package io.geckos.domain.object;

import java.time.Instant;

/**
 * The time for which a version must be kept.
 *
 * @param until the first moment at which it may be deleted
 */
public record Retention(Mode mode, Instant until) {
    /**
     * The strictness of a retention: whether the version can be deleted, or its retention shortened, before
     * {@link #until}.
     */
    public enum Mode {
        /** Callers with the permission to bypass it can. */
        GOVERNANCE,
        /** No caller can. */
        COMPLIANCE
    }
}
