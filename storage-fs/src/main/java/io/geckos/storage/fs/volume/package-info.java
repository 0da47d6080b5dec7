/**
 * The data directory held open: its lock and format, the staging area, syncs, free space, the threads that wait for the
 * disk, and locks by key. It may use {@code files}, {@code format} and {@code index}. Begin with
 * {@link io.geckos.storage.fs.volume.DataDirectory}.
 */
@NullMarked
package io.geckos.storage.fs.volume;

import org.jspecify.annotations.NullMarked;
