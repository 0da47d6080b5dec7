package io.geckos.domain.bucket;

/** Whether writes to a bucket keep what they replace. */
public enum VersioningStatus {
    /** Never asked for: writes replace. */
    UNVERSIONED,
    /** Every write makes a new version. */
    ENABLED,
    /** Writes replace the null version; older ones stay. */
    SUSPENDED
}
