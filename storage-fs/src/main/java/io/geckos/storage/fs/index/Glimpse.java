package io.geckos.storage.fs.index;

import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.OpenDir;
import io.geckos.storage.fs.format.Layout;
import io.geckos.storage.fs.format.Place;
import org.jspecify.annotations.Nullable;

/**
 * Looks into a directory, and into those below it, only as far as it takes to see that there is an object: to the first
 * file that is one without any doubt.
 */
final class Glimpse {
    /** After so many entries without such a file it is given up: others know how to go through large directories. */
    private static final int MOST = 1_000;

    private final FileOps files;
    private Layout.@Nullable Within holder;
    private int seen;

    private Glimpse(FileOps files) {
        this.files = files;
    }

    /** Leaves all directories in the middle. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Enough() {
            super(null, null, false, false);
        }
    }

    /**
     * The directory in which a file was found, which is {@code within} or below it; null if none was, and then there may
     * be objects all the same: behind many other entries, as folder markers, or moved meanwhile.
     */
    static Layout.@Nullable Within holder(FileOps files, OpenDir dir, Layout.Within within) throws FileFault {
        Glimpse glimpse = new Glimpse(files);
        try {
            glimpse.look(dir, within);
        } catch (Enough _) {
            return glimpse.holder;
        }
        return null;
    }

    private void look(OpenDir dir, Layout.Within within) throws FileFault {
        files.list(dir, (name, type) -> {
            Layout.Named named = name == null ? null : Layout.read(within, name, type);
            Place place = named == null ? null : named.place();
            if (place != null && place.is(Place.Kind.FILE)) {
                holder = within;
                throw new Enough();
            }
            if (++seen >= MOST) {
                throw new Enough();
            }
            Layout.Within below = named == null ? null : named.directory();
            if (below != null) {
                enter(dir, below);
            }
        });
    }

    private void enter(OpenDir parent, Layout.Within below) throws FileFault {
        try (OpenDir dir = files.openDir(parent, below.name())) {
            if (dir != null) {
                look(dir, below);
            }
        } catch (FileFault _) {
            // Whoever goes there will be told.
        }
    }
}
