package io.geckos.domain.error;

/** What a storage engine may be able to do beyond its ports' common ground; declared, never guessed. */
public enum StorageCapability {
    /** Keeps versions. */
    VERSIONING,
    /** Renames an object in one atomic step. */
    RENAME
}
