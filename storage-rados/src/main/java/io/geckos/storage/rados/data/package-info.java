/**
 * The bytes of objects in the data pool, in stripes. It may use {@code librados} and {@code format}. Begin with
 * {@link io.geckos.storage.rados.data.DataPool}.
 */
@NullMarked
package io.geckos.storage.rados.data;

import org.jspecify.annotations.NullMarked;
