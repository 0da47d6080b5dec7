/**
 * Buckets and their settings, and how gateways agree on them. It may use {@code librados} and {@code format}. Begin
 * with {@link io.geckos.storage.rados.bucket.BucketCatalog}.
 */
@NullMarked
package io.geckos.storage.rados.bucket;

import org.jspecify.annotations.NullMarked;
