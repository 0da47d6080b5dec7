package io.geckos.domain.bucket;

/** The versioning of a bucket: whether a write keeps the version that it replaces. */
public enum VersioningStatus {
    /** Versioning was never enabled: a write replaces the object. */
    UNVERSIONED,
    /** Every write makes a new version. */
    ENABLED,
    /** Writes replace the null version; older ones stay. */
    SUSPENDED
}
