package io.geckos.domain.object;

import java.util.Optional;

/**
 * What keeps a version from being deleted. It does not stand in the way of new versions and delete markers.
 *
 * @param retention until when, and against whom
 * @param legalHold whether it is kept for as long as this is not lifted
 */
public record Protection(Optional<Retention> retention, boolean legalHold) {
    /** Nothing does. */
    public static final Protection NONE = new Protection(Optional.empty(), false);

    /** The same but for the retention. */
    public Protection withRetention(Optional<Retention> newRetention) {
        return new Protection(newRetention, legalHold);
    }

    /** The same but for the legal hold. */
    public Protection withLegalHold(boolean newLegalHold) {
        return new Protection(retention, newLegalHold);
    }
}
