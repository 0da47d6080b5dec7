package io.geckos.domain.object;

import java.time.Instant;

/**
 * How long a version must be kept.
 *
 * @param until the first moment at which it may be deleted
 */
public record Retention(Mode mode, Instant until) {
    /** Whether anybody may delete the version, or shorten its retention, before {@link #until}. */
    public enum Mode {
        /** Who may bypass it. */
        GOVERNANCE,
        /** Nobody. */
        COMPLIANCE
    }
}
