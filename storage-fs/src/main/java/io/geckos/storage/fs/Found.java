package io.geckos.storage.fs;

import org.jspecify.annotations.Nullable;

/**
 * An object as it was found.
 *
 * @param stat of its file; null if it has none
 * @param file held open, for the caller to close, where that was asked for and it has one
 */
record Found(
        Place place,
        Entry entry,
        @Nullable Stat stat,
        @Nullable OpenFile file) {}
