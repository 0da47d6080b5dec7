package io.geckos.domain.name;

/** The version of an object that an operation means. */
public sealed interface Version {
    /** The latest version. A request that names no version means this one. */
    Version LATEST = new Latest();

    /**
     * The null version: it was written while the bucket had no versioning, or had it suspended. A key has at most one.
     * In a bucket that never had versioning it is also the latest.
     */
    Named NULL = new Null();

    /** See {@link #LATEST}. */
    record Latest() implements Version {}

    /** A version with a name, so that new versions do not change its meaning. */
    sealed interface Named extends Version {
        /** The name in S3: its id, or {@code null}. */
        String value();
    }

    /** See {@link #NULL}. */
    record Null() implements Named {
        @Override
        public String value() {
            return "null";
        }
    }

    /** The version with this id. */
    record Exactly(VersionId id) implements Named {
        @Override
        public String value() {
            return id.value();
        }
    }
}
