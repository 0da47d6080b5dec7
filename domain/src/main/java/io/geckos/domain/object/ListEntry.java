package io.geckos.domain.object;

/** One entry in a listing of objects. */
public sealed interface ListEntry {
    /** An object. */
    record Found(ObjectSummary summary) implements ListEntry {}

    /** A group of keys, rolled up at a delimiter. {@code prefix} ends with the delimiter. */
    record CommonPrefix(String prefix) implements ListEntry {}
}
