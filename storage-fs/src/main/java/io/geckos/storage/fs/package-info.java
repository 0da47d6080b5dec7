/**
 * The file engine: buckets are directories, objects are plain files. This package implements the storage ports and is the
 * one place where the engine's parts are put together. Begin with {@link io.geckos.storage.fs.FsEngine}, then follow one
 * call of {@link io.geckos.storage.fs.FsObjectStore}.
 */
@NullMarked
package io.geckos.storage.fs;

import org.jspecify.annotations.NullMarked;
