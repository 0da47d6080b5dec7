/**
 * Uploads in parts, from their creation to their completion. It may use {@code wire}, {@code api}, {@code body},
 * {@code call}, {@code listing}, {@code object} and {@code encryption}. Begin with
 * {@link io.geckos.s3.multipart.CreateMultipartUpload}.
 */
@NullMarked
package io.geckos.s3.multipart;

import org.jspecify.annotations.NullMarked;
