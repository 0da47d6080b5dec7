package io.geckos.storage.fs.index;

import io.geckos.storage.fs.format.KeyLayout;
import java.util.List;

/**
 * The next of what is wanted in a directory, in order; empty only at the end.
 *
 * @param complete whether that is all that is wanted
 */
public record NamePage(List<KeyLayout.Named> entries, boolean complete) {
    public static final NamePage EMPTY = new NamePage(List.of(), true);
}
