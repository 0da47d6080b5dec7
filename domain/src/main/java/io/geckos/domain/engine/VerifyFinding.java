package io.geckos.domain.engine;

/**
 * Something that {@link StorageProvider#verify} found and that is not as a store leaves it.
 *
 * @param where the object, as bucket and key, or else the place in the engine's own terms
 * @param what is the matter, in a sentence or less
 * @param repaired whether it was taken out of the way
 */
public record VerifyFinding(Kind kind, String where, String what, boolean repaired) {
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
}
