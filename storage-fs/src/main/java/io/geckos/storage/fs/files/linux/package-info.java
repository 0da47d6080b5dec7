/**
 * The file operations of the engine as Linux system calls, made through the foreign function interface. It may use
 * {@code files}. Begin with {@link io.geckos.storage.fs.files.linux.LinuxFileOps}.
 */
@NullMarked
package io.geckos.storage.fs.files.linux;

import org.jspecify.annotations.NullMarked;
