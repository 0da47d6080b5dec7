package io.geckos.domain.object;

import io.geckos.domain.checksum.ETag;

/** What must hold of the current object at the instant a write becomes visible; the store decides it atomically. */
public sealed interface WriteCondition {
    /** Nothing need hold. */
    WriteCondition ALWAYS = new Always();

    /** See {@link #ALWAYS}. */
    record Always() implements WriteCondition {}

    /** There is no object of that key; {@code If-None-Match: *}. */
    record IfAbsent() implements WriteCondition {}

    /** There is an object of that key; {@code If-Match: *}. */
    record IfPresent() implements WriteCondition {}

    /** There is one, and this is its tag. */
    record IfMatch(ETag etag) implements WriteCondition {}
}
