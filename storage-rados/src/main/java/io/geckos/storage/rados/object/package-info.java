/**
 * Objects and their versions: reads, writes, deletions and listings. It may use {@code librados}, {@code format},
 * {@code data}, {@code bucket} and {@code index}. Begin with {@link io.geckos.storage.rados.object.RadosObjectStore}.
 */
@NullMarked
package io.geckos.storage.rados.object;

import org.jspecify.annotations.NullMarked;
