package io.geckos.storage.fs.index;

import io.geckos.storage.fs.format.KeyLayout;
import org.jspecify.annotations.Nullable;

/**
 * What of a directory is asked for.
 *
 * @param after only what is behind this; null for all that is wanted
 * @param limit how much at most
 */
public record DirectoryRangeQuery(
        KeyLayout.Directory within, KeyRange wanted, KeyLayout.@Nullable Named after, int limit) {
    boolean includes(KeyLayout.Named named) {
        return wanted.includes(named) && (after == null || DirectoryIndex.ORDER.compare(after, named) < 0);
    }
}
