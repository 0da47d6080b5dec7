package io.geckos.storage.rados.format;

import java.time.Instant;

/**
 * Bytes that nothing refers to any more.
 *
 * @param manifest whether {@code data} names the bytes of parts, which are garbage too
 * @param since readers that opened them before may still read them
 */
public record GarbageRow(DataSegment data, boolean manifest, Instant since) {}
