/**
 * A file system as the engine needs it: open, stat, rename and sync by handles on directories. It uses nothing else of the
 * engine, and knows neither buckets nor keys. Begin with {@link io.geckos.storage.fs.files.FileOps}.
 */
@NullMarked
package io.geckos.storage.fs.files;

import org.jspecify.annotations.NullMarked;
