/**
 * Versions and delete markers of keys, on plain files: their directories, which of them there are, and how they are read,
 * kept and listed. It may use {@code files}, {@code format}, {@code index}, {@code volume} and {@code read}. Begin with
 * {@link io.geckos.storage.fs.versions.KeyHistory}.
 */
@NullMarked
package io.geckos.storage.fs.versions;

import org.jspecify.annotations.NullMarked;
