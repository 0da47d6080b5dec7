/**
 * What is on disk: how a key becomes file names, and what sidecars, bucket records and upload records say. Its
 * functions work on strings and bytes. It may use {@code files}. Begin with
 * {@link io.geckos.storage.fs.format.KeyLayout}.
 */
@NullMarked
package io.geckos.storage.fs.format;

import org.jspecify.annotations.NullMarked;
