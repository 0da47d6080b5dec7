package io.geckos.domain.bucket;

/** Settings of a bucket. The store keeps each as a document, and only the protocol reads it. */
public enum BucketSetting {
    /** Tags of the bucket. */
    TAGGING,
    /** The origins whose scripts may send requests from a browser (CORS rules). */
    CORS,
    /** The bucket policy: which principals may do which actions. */
    POLICY,
    /** Which public access is cut off, as {@link PublicAccessBlock#text} writes it. */
    PUBLIC_ACCESS_BLOCK,
    /** Who owns new objects, and whether access control lists count: the name of an {@link ObjectOwnership}. */
    OWNERSHIP,
    /** The access control list of the bucket. */
    ACL,
    /** The lifecycle rules: when objects are removed. */
    LIFECYCLE,
    /** The least size of objects that lifecycle rules would move to other storage, by the name that S3 has for it. */
    TRANSITION_MINIMUM,
    /** The default encryption of new objects. */
    ENCRYPTION,
    /** How much the bucket may store. Clients neither see nor set it. */
    QUOTA,
    /** The configuration of the bucket as a web site. */
    WEBSITE,
    /** The receivers of notifications about changes. */
    NOTIFICATION
}
