package io.geckos.domain.error;

/** What a storage engine may be able to do beyond its ports' common ground; declared, never guessed. */
public enum StorageCapability {
    /** Keeps versions. */
    VERSIONING,
    /** Protects versions from deletion; implies {@link #VERSIONING}. */
    OBJECT_LOCK,
    /** Renames an object in one atomic step. */
    RENAME
}
