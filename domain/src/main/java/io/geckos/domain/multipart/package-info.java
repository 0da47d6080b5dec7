/**
 * Uploads in parts, and the port that keeps them. It may use {@code checksum}, {@code name}, {@code error},
 * {@code listing} and {@code object}. Begin with {@link io.geckos.domain.multipart.MultipartStore}.
 */
@NullMarked
package io.geckos.domain.multipart;

import org.jspecify.annotations.NullMarked;
