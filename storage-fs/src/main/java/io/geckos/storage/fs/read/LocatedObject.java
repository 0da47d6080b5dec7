package io.geckos.storage.fs.read;

import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.format.ObjectMetadata;
import io.geckos.storage.fs.format.ObjectPath;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An object as it was found.
 *
 * @param stat of its file; null if it has none
 * @param file held open, for the caller to close, where that was asked for and it has one
 */
public record LocatedObject(
        ObjectPath place,
        ObjectMetadata entry,
        @Nullable FileStatus stat,
        @Nullable FileHandle file) {
    /** The same, described otherwise. */
    public LocatedObject with(ObjectMetadata other) {
        return new LocatedObject(place, other, stat, file);
    }

    /** Tells whether this and another are one file, or one description where there is no file. */
    public boolean isSame(LocatedObject that) {
        return place.equals(that.place)
                && Objects.equals(stat, that.stat)
                && (stat != null || entry.equals(that.entry));
    }
}
