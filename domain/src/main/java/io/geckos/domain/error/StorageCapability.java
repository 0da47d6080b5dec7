package io.geckos.domain.error;

/** An optional feature of a storage engine. Each engine declares which ones it has. */
public enum StorageCapability {
    /** Keeps versions. */
    VERSIONING,
    /** Protects versions from deletion; implies {@link #VERSIONING}. */
    OBJECT_LOCK,
    /** Renames an object in one atomic step. */
    RENAME
}
