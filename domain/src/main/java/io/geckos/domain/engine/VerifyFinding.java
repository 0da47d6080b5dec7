package io.geckos.domain.engine;

import java.util.Optional;

/**
 * Something that {@link StorageProvider#verify} found and that is not as a store leaves it.
 *
 * @param where the object, as bucket and key, or else the place in the engine's own terms
 * @param what is the matter, in a sentence or less
 * @param quarantine where it was taken out of the way to, in the terms of {@code where}; empty if it is in its place
 */
public record VerifyFinding(Kind kind, String where, String what, Optional<String> quarantine) {
    /** What sort of thing was found. */
    public enum Kind {
        /** The bytes are not those that were stored. */
        DAMAGED(true),
        /** The bytes cannot be read. */
        UNREADABLE(true),
        /** What was said of an object, a bucket or an upload cannot be read. */
        UNINTELLIGIBLE(true),
        /** The store did not write it, or somebody changed it since, so that there is nothing to compare it with. */
        UNDESCRIBED(false),
        /** It belongs to nothing, as after a crash. */
        LEFTOVER(false),
        /** It is no object and is never served. */
        FOREIGN(false);

        private final boolean damage;

        Kind(boolean damage) {
            this.damage = damage;
        }

        /** Tells whether something was lost; everything else is merely good to know. */
        public boolean isDamage() {
            return damage;
        }
    }

    /** Tells whether it was taken out of the way. */
    public boolean isQuarantined() {
        return quarantine.isPresent();
    }
}
