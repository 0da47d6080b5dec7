/**
 * Commits, copies, renames and deletes objects, and keeps the records and counters of buckets. It may use {@code files},
 * {@code format}, {@code volume} and {@code read}. Begin with {@link io.geckos.storage.fs.write.ObjectCommitter}.
 */
@NullMarked
package io.geckos.storage.fs.write;

import org.jspecify.annotations.NullMarked;
