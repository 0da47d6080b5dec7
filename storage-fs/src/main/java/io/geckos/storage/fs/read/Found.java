package io.geckos.storage.fs.read;

import io.geckos.storage.fs.files.OpenFile;
import io.geckos.storage.fs.files.Stat;
import io.geckos.storage.fs.format.Entry;
import io.geckos.storage.fs.format.Place;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An object as it was found.
 *
 * @param stat of its file; null if it has none
 * @param file held open, for the caller to close, where that was asked for and it has one
 */
public record Found(
        Place place,
        Entry entry,
        @Nullable Stat stat,
        @Nullable OpenFile file) {
    /** Tells whether this and another are one file, or one description where there is no file. */
    public boolean isSame(Found that) {
        return place.equals(that.place)
                && Objects.equals(stat, that.stat)
                && (stat != null || entry.equals(that.entry));
    }
}
