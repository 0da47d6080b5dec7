/**
 * The names in directories, sorted and kept in memory, and queries for ranges of them. It may use {@code files} and
 * {@code format}. Begin with {@link io.geckos.storage.fs.index.DirectoryIndex}.
 */
@NullMarked
package io.geckos.storage.fs.index;

import org.jspecify.annotations.NullMarked;
