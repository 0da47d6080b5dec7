package io.geckos.domain.engine;

import java.util.Optional;

/**
 * A fault or a foreign file that {@link StorageProvider#verify} found.
 *
 * @param where the bucket and key of an object, or the place in the engine's own terms
 * @param what the fault, in at most a sentence
 * @param quarantine the place to which it was moved, in the terms of {@code where}; empty if it was not moved
 */
public record VerifyFinding(Kind kind, String where, String what, Optional<String> quarantine) {
    /** The kinds of findings. */
    public enum Kind {
        /** The bytes are not those that were stored. */
        DAMAGED(true),
        /** The bytes cannot be read. */
        UNREADABLE(true),
        /** The metadata of an object, a bucket or an upload cannot be read. */
        UNINTELLIGIBLE(true),
        /** Another program wrote or changed the file, so there is no metadata to compare it with. */
        UNDESCRIBED(false),
        /** A file that belongs to no object or upload. A crash can leave one behind. */
        LEFTOVER(false),
        /** A file of another program that is not an object and is never served. */
        FOREIGN(false);

        private final boolean damage;

        Kind(boolean damage) {
            this.damage = damage;
        }

        /** Tells whether data was lost. All other findings are only information. */
        public boolean isDamage() {
            return damage;
        }
    }

    /** Tells whether it was moved into quarantine. */
    public boolean isQuarantined() {
        return quarantine.isPresent();
    }
}
