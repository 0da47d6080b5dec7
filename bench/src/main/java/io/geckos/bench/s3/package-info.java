/**
 * The requests of S3 that the load consists of, signed, sent and verified. It may use {@code data}, {@code measure} and
 * {@code http}. Begin with {@link io.geckos.bench.s3.S3Client}.
 */
@NullMarked
package io.geckos.bench.s3;

import org.jspecify.annotations.NullMarked;
