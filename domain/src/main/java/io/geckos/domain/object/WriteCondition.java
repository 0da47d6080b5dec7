package io.geckos.domain.object;

import io.geckos.domain.checksum.ETag;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A condition on the current object that must hold at the instant when a write becomes visible. The store checks it
 * atomically. A delete marker does not count as an object.
 */
public sealed interface WriteCondition {
    /** No condition: the write always happens. */
    WriteCondition ALWAYS = new Always();

    /** Tells whether the condition holds for an existing object. */
    boolean holdsOf(ObjectInfo current);

    /** Tells whether the condition holds if there is no object. */
    boolean holdsOfNone();

    /** See {@link #ALWAYS}. */
    record Always() implements WriteCondition {
        @Override
        public boolean holdsOf(ObjectInfo current) {
            return true;
        }

        @Override
        public boolean holdsOfNone() {
            return true;
        }
    }

    /** There is no object with this key; {@code If-None-Match: *}. */
    record IfAbsent() implements WriteCondition {
        @Override
        public boolean holdsOf(ObjectInfo current) {
            return false;
        }

        @Override
        public boolean holdsOfNone() {
            return true;
        }
    }

    /** There is an object with this key; {@code If-Match: *}. */
    record IfPresent() implements WriteCondition {
        @Override
        public boolean holdsOf(ObjectInfo current) {
            return true;
        }

        @Override
        public boolean holdsOfNone() {
            return false;
        }
    }

    /** There is an object with this key, and it has this tag. */
    record IfMatch(ETag etag) implements WriteCondition {
        @Override
        public boolean holdsOf(ObjectInfo current) {
            return etag.equals(current.etag());
        }

        @Override
        public boolean holdsOfNone() {
            return false;
        }
    }

    /**
     * There is an object with this key, and it has the given tag, time and size. An empty one is not compared.
     *
     * @param lastModified compared to the second
     * @param size in bytes
     */
    record IfSame(Optional<ETag> etag, Optional<Instant> lastModified, OptionalLong size) implements WriteCondition {
        @Override
        public boolean holdsOf(ObjectInfo current) {
            long second = current.lastModified().getEpochSecond();
            return etag.stream().allMatch(current.etag()::equals)
                    && lastModified.stream().allMatch(time -> time.getEpochSecond() == second)
                    && size.stream().allMatch(bytes -> bytes == current.size());
        }

        @Override
        public boolean holdsOfNone() {
            return false;
        }
    }
}
