package io.geckos.domain.object;

/** What a listing finds. */
public sealed interface ListEntry {
    /** An object. */
    record Found(ObjectSummary summary) implements ListEntry {}

    /** Keys rolled up at a delimiter, which {@code prefix} ends with. */
    record CommonPrefix(String prefix) implements ListEntry {}
}
