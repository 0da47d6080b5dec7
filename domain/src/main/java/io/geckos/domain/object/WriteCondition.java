package io.geckos.domain.object;

import io.geckos.domain.checksum.ETag;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What must hold of the current object at the instant a write becomes visible; the store decides it atomically. A delete marker
 * is no object.
 */
public sealed interface WriteCondition {
    /** Nothing need hold. */
    WriteCondition ALWAYS = new Always();

    /** Tells whether this holds of an object that is there. */
    boolean holdsOf(ObjectInfo current);

    /** Tells whether this holds where no object is there. */
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

    /** There is no object of that key; {@code If-None-Match: *}. */
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

    /** There is an object of that key; {@code If-Match: *}. */
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

    /** There is one, and this is its tag. */
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
     * There is one, and this is its tag, its time and its size, as far as they are given.
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
