package io.geckos.domain.bucket;

/** Settings of a bucket that a store only keeps, as documents the protocol understands. */
public enum BucketSetting {
    /** Tags of the bucket. */
    TAGGING,
    /** Which origins browsers may call from. */
    CORS,
    /** Who may do what. */
    POLICY,
    /** What is removed when. */
    LIFECYCLE,
    /** What new objects are encrypted with. */
    ENCRYPTION,
    /** How the bucket is served as a web site. */
    WEBSITE,
    /** Who is told of changes. */
    NOTIFICATION
}
