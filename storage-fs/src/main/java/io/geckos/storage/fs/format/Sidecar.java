package io.geckos.storage.fs.format;

import io.geckos.storage.fs.files.FileStatus;
import org.jspecify.annotations.Nullable;

/**
 * What a sidecar holds: what is said of the file that is coming, and of the one it replaces, so that whichever of them a
 * crash leaves in place is described.
 *
 * @param ours whether this engine wrote it; the original geckos3 did otherwise, and bound it to no file
 */
public record Sidecar(ObjectMetadata entry, @Nullable ObjectMetadata previous, boolean ours) {
    public Sidecar(ObjectMetadata entry, @Nullable ObjectMetadata previous) {
        this(entry, previous, true);
    }

    /** What is said of the file that {@code stat} describes; null if nothing is. */
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
