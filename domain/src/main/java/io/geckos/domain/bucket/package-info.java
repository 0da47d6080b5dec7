/**
 * Buckets and their settings, and the port that keeps them. It may use {@code name}, {@code listing} and {@code object}.
 * Begin with {@link io.geckos.domain.bucket.BucketRepository}.
 */
@NullMarked
package io.geckos.domain.bucket;

import org.jspecify.annotations.NullMarked;
