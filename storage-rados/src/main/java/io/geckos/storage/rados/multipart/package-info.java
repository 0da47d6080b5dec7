/**
 * Uploads in parts: their rows, their parts, and how these become an object. It may use {@code librados},
 * {@code format}, {@code data}, {@code bucket}, {@code index} and {@code object}. Begin with
 * {@link io.geckos.storage.rados.multipart.RadosMultipartStore}.
 */
@NullMarked
package io.geckos.storage.rados.multipart;

import org.jspecify.annotations.NullMarked;
