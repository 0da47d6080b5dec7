/** Buckets as directories, objects as plain files, and the rules that make them durable. */
@NullMarked
package io.geckos.storage.fs;

import org.jspecify.annotations.NullMarked;
