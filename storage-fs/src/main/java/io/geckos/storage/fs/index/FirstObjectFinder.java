package io.geckos.storage.fs.index;

import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.format.KeyLayout;
import io.geckos.storage.fs.format.ObjectPath;
import io.geckos.storage.fs.format.Tree;
import io.geckos.storage.fs.format.VersionName;
import org.jspecify.annotations.Nullable;

/**
 * Looks into a directory, and into those below it, only as far as it takes to see that there is an object: to the first
 * file that is one without any doubt.
 */
final class FirstObjectFinder {
    /** After so many entries without such a file it is given up: others know how to go through large directories. */
    private static final int MOST = 1_000;

    private final FileOps files;
    private KeyLayout.@Nullable Directory holder;
    private int seen;

    private FirstObjectFinder(FileOps files) {
        this.files = files;
    }

    /**
     * The directory in which a file was found, which is {@code within} or below it; null if none was, and then there may
     * be objects all the same: behind many other entries, as folder markers, or moved meanwhile.
     */
    static KeyLayout.@Nullable Directory holder(FileOps files, DirectoryHandle dir, KeyLayout.Directory within)
            throws FileFault {
        FirstObjectFinder finder = new FirstObjectFinder(files);
        finder.look(dir, within);
        return finder.holder;
    }

    /** Returns whether to go on: false once an object was found, or after too many entries. */
    private boolean look(DirectoryHandle dir, KeyLayout.Directory within) throws FileFault {
        return files.listWhile(dir, (name, type) -> {
            KeyLayout.Named named = name == null ? null : KeyLayout.read(within, name, type);
            ObjectPath place = named == null ? null : named.place();
            if (place != null && place.is(ObjectPath.Kind.FILE) && isHeld(dir, within, place)) {
                holder = within;
                return false;
            }
            if (++seen >= MOST) {
                return false;
            }
            KeyLayout.Directory below = named == null ? null : named.directory();
            return below == null || enter(dir, below);
        });
    }

    /** A file is an object; the directory of a key's versions holds one only if there is more in it than sidecars. */
    private boolean isHeld(DirectoryHandle dir, KeyLayout.Directory within, ObjectPath place) throws FileFault {
        if (within.tree() == Tree.BUCKET) {
            return true;
        }
        try (DirectoryHandle versions = files.openDir(dir, place.name())) {
            return versions != null
                    && !files.listWhile(versions, (name, _) -> name == null || VersionName.read(name) == null);
        }
    }

    private boolean enter(DirectoryHandle parent, KeyLayout.Directory below) throws FileFault {
        try (DirectoryHandle dir = files.openDir(parent, below.name())) {
            return dir == null || look(dir, below);
        } catch (FileFault _) {
            // Whoever goes there will be told.
            return true;
        }
    }
}
