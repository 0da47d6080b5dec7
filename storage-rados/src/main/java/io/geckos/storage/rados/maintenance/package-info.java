/**
 * Work that no request waits for: removing bytes that nothing refers to any more, and splitting shards. It may use
 * {@code librados}, {@code format}, {@code data}, {@code bucket} and {@code index}. Begin with
 * {@link io.geckos.storage.rados.maintenance.GarbageCollection}.
 */
@NullMarked
package io.geckos.storage.rados.maintenance;

import org.jspecify.annotations.NullMarked;
