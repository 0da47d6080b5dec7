package io.geckos.domain.name;

/** Which version of an object an operation means. */
public sealed interface Version {
    /** The one a plain request sees. */
    Version LATEST = new Latest();

    /**
     * The one written while the bucket had no versioning, or had it suspended. A key has at most one; in a bucket that never had
     * versioning it is also the latest.
     */
    Named NULL = new Null();

    /** See {@link #LATEST}. */
    record Latest() implements Version {}

    /** Names one version for good, whatever becomes the latest. */
    sealed interface Named extends Version {
        /** What S3 calls it: its id, or {@code null}. */
        String value();
    }

    /** See {@link #NULL}. */
    record Null() implements Named {
        @Override
        public String value() {
            return "null";
        }
    }

    /** The one of this id. */
    record Exactly(VersionId id) implements Named {
        @Override
        public String value() {
            return id.value();
        }
    }
}
