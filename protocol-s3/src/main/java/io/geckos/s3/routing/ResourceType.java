package io.geckos.s3.routing;

/** The kinds of targets of requests. */
public enum ResourceType {
    /** The root, as in ListBuckets. */
    SERVICE,
    BUCKET,
    OBJECT
}
