package io.geckos.storage.fs.index;

import io.geckos.storage.fs.format.Layout;
import org.jspecify.annotations.Nullable;

/**
 * What of a directory is asked for.
 *
 * @param after only what is behind this; null for all that is wanted
 * @param limit how much at most
 */
public record Sought(Layout.Within within, Wanted wanted, Layout.@Nullable Named after, int limit) {
    boolean includes(Layout.Named named) {
        return wanted.includes(named) && (after == null || DirectoryIndex.ORDER.compare(after, named) < 0);
    }
}
