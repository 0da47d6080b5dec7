/**
 * Where the file of a key is to stand: its directories, what is in its way there, and the locks that keep buckets and keys
 * still meanwhile. It may use {@code files}, {@code format}, {@code volume} and {@code read}. Begin with
 * {@link io.geckos.storage.fs.directories.KeyTransactions}.
 */
@NullMarked
package io.geckos.storage.fs.directories;

import org.jspecify.annotations.NullMarked;
