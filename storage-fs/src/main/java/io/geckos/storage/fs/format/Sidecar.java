package io.geckos.storage.fs.format;

import io.geckos.storage.fs.files.FileStatus;
import org.jspecify.annotations.Nullable;

/**
 * The content of a sidecar. It describes two files, the one that is coming and the one that it replaces: a crash may leave
 * either in place.
 *
 * @param ours whether this engine wrote it; the original geckos3 did otherwise, and bound it to no file
 */
public record Sidecar(ObjectMetadata entry, @Nullable ObjectMetadata previous, boolean ours) {
    public Sidecar(ObjectMetadata entry, @Nullable ObjectMetadata previous) {
        this(entry, previous, true);
    }

    /** The metadata of the file with the status {@code stat}; null if this sidecar does not describe it. */
    public @Nullable ObjectMetadata of(FileStatus stat) {
        ObjectMetadata.Binding binding = ObjectMetadata.Binding.of(stat);
        if (!ours) {
            return entry.binding().size() == stat.size()
                            && stat.modified() <= entry.binding().modified()
                    ? entry.boundTo(stat)
                    : null;
        }
        if (entry.binding().equals(binding)) {
            return entry;
        }
        return previous != null && previous.binding().equals(binding) ? previous : null;
    }
}
