package io.geckos.storage.rados.format;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * Bytes that nothing refers to any more.
 *
 * @param manifest whether {@code data} names the bytes of parts, which are garbage too
 * @param since readers that opened them before may still read them
 * @param keyHash the hash of the key that they were written for, so that this row stays in the shard of the key; rows of
 *     earlier releases have none
 */
public record GarbageRow(DataSegment data, boolean manifest, Instant since, OptionalLong keyHash) {}
