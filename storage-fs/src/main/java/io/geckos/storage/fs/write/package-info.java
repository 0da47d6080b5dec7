/**
 * Commits, copies, renames and deletes objects and versions, and keeps the counters of buckets. It may use {@code files},
 * {@code format}, {@code volume}, {@code read}, {@code versions} and {@code directories}. Begin with
 * {@link io.geckos.storage.fs.write.ObjectCommitter}.
 */
@NullMarked
package io.geckos.storage.fs.write;

import org.jspecify.annotations.NullMarked;
