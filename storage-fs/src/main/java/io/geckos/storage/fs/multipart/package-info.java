/**
 * Uploads in parts: their directories, their listing, and how parts become an object. It may use {@code files},
 * {@code format}, {@code index}, {@code volume}, {@code read}, {@code directories} and {@code write}. Begin with
 * {@link io.geckos.storage.fs.multipart.FsMultipartStore}.
 */
@NullMarked
package io.geckos.storage.fs.multipart;

import org.jspecify.annotations.NullMarked;
