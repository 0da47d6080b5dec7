package io.geckos.domain.name;

/** Which version of an object an operation means. */
public sealed interface Version {
    /** The one a plain request sees. */
    Version LATEST = new Latest();

    /** The one written while the bucket had no versioning; in such a bucket it is also the latest. */
    Version NULL = new Null();

    /** See {@link #LATEST}. */
    record Latest() implements Version {}

    /** See {@link #NULL}. */
    record Null() implements Version {}

    /** The one of this id. */
    record Exactly(VersionId id) implements Version {}
}
