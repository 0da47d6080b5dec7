package io.geckos.domain.bucket;

/** Settings of a bucket. The store keeps each as a document, and only the protocol reads it. */
public enum BucketSetting {
    /** Tags of the bucket. */
    TAGGING,
    /** The origins whose scripts may send requests from a browser (CORS rules). */
    CORS,
    /** The bucket policy: which principals may do which actions. */
    POLICY,
    /** The lifecycle rules: when objects are removed. */
    LIFECYCLE,
    /** The default encryption of new objects. */
    ENCRYPTION,
    /** The configuration of the bucket as a web site. */
    WEBSITE,
    /** The receivers of notifications about changes. */
    NOTIFICATION
}
