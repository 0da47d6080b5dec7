package io.geckos.domain.object;

import java.util.Optional;

/**
 * The protection of a version from deletion. It does not prevent new versions and delete markers.
 *
 * @param retention the time until which the version is protected, and the mode
 * @param hold the legal hold that was set last; empty if none was ever set, which is different from a removed one
 */
public record Protection(Optional<Retention> retention, Optional<LegalHold> hold) {
    /** No protection. */
    public static final Protection NONE = new Protection(Optional.empty(), Optional.empty());

    /** Whether a version is protected until somebody removes the hold. */
    public enum LegalHold {
        ON,
        OFF
    }

    /** A protection with a legal hold, or without one that was ever set. */
    public Protection(Optional<Retention> retention, boolean legalHold) {
        this(retention, legalHold ? Optional.of(LegalHold.ON) : Optional.empty());
    }

    /** Tells whether there is a legal hold on the version. */
    public boolean legalHold() {
        return hold.equals(Optional.of(LegalHold.ON));
    }

    /** A copy with another retention. */
    public Protection withRetention(Optional<Retention> newRetention) {
        return new Protection(newRetention, hold);
    }

    /** A copy with another legal hold. */
    public Protection withLegalHold(boolean newLegalHold) {
        return new Protection(retention, Optional.of(newLegalHold ? LegalHold.ON : LegalHold.OFF));
    }
}
