/**
 * The file operations of the engine by {@code java.nio}, for any platform. It may use {@code files}. Begin with
 * {@link io.geckos.storage.fs.files.nio.NioFileOps}.
 */
@NullMarked
package io.geckos.storage.fs.files.nio;

import org.jspecify.annotations.NullMarked;
