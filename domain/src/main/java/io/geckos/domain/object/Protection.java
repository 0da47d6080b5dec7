package io.geckos.domain.object;

import java.util.Optional;

/**
 * The protection of a version from deletion. It does not prevent new versions and delete markers.
 *
 * @param retention until when, and against whom
 * @param hold the legal hold as it was put last; empty if none ever was, which clients tell from one that was lifted
 */
public record Protection(Optional<Retention> retention, Optional<LegalHold> hold) {
    /** Nothing does. */
    public static final Protection NONE = new Protection(Optional.empty(), Optional.empty());

    /** Whether a version is kept for as long as this is not lifted. */
    public enum LegalHold {
        ON,
        OFF
    }

    /** With a legal hold, or with none ever put. */
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
