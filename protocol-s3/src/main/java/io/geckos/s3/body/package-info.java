/**
 * Bodies of requests: uploads, documents and texts, hashed while they are read and compared with the digests that
 * clients state. It may use {@code wire} and {@code api}. Begin with {@link io.geckos.s3.body.S3RequestBody}.
 */
@NullMarked
package io.geckos.s3.body;

import org.jspecify.annotations.NullMarked;
