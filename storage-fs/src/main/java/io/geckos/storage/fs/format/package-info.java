/**
 * What is on disk: how a key becomes file names, and what sidecars, bucket records and upload records say. Functions on
 * strings and bytes, which may use the types of {@code files}. Begin with {@link io.geckos.storage.fs.format.KeyLayout}.
 */
@NullMarked
package io.geckos.storage.fs.format;

import org.jspecify.annotations.NullMarked;
