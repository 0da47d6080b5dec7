/**
 * The index of a bucket: reads and changes of one key, and listings over all shards. It may use {@code librados},
 * {@code format} and {@code bucket}. Begin with {@link io.geckos.storage.rados.index.KeyIndex}.
 */
@NullMarked
package io.geckos.storage.rados.index;

import org.jspecify.annotations.NullMarked;
