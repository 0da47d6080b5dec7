package io.geckos.storage.rados.format;

/**
 * Bytes in the data pool that are never overwritten.
 *
 * @param id names them and nothing else, ever
 * @param size in bytes
 */
public record DataSegment(String id, long size) {}
