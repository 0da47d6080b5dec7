package io.geckos.storage.fs.index;

import io.geckos.storage.fs.format.Layout;
import java.util.List;

/**
 * The next of what is wanted in a directory, in order; empty only at the end.
 *
 * @param complete whether that is all that is wanted
 */
public record Stretch(List<Layout.Named> entries, boolean complete) {
    public static final Stretch EMPTY = new Stretch(List.of(), true);
}
