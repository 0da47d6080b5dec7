package io.geckos.s3;

/** What kind of thing a request addresses. */
enum Scope {
    SERVICE,
    BUCKET,
    OBJECT
}
