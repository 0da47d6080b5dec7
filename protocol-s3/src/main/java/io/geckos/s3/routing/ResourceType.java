package io.geckos.s3.routing;

/** What kind of thing a request addresses. */
public enum ResourceType {
    SERVICE,
    BUCKET,
    OBJECT
}
