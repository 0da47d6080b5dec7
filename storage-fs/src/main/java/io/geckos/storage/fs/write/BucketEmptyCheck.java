package io.geckos.storage.fs.write;

import io.geckos.domain.name.BucketName;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.FileType;
import io.geckos.storage.fs.files.StorageLog;
import io.geckos.storage.fs.format.KeyLayout;
import io.geckos.storage.fs.format.KeySegmentEncoding;
import io.geckos.storage.fs.format.Tree;
import io.geckos.storage.fs.format.VersionName;
import io.geckos.storage.fs.read.ObjectLookup;
import org.jspecify.annotations.Nullable;

/** Decides whether a bucket may be deleted. */
public final class BucketEmptyCheck {
    private final FileOps files;
    private final ObjectLookup lookup;

    public BucketEmptyCheck(FileOps files, ObjectLookup lookup) {
        this.files = files;
        this.lookup = lookup;
    }

    /** Thrown to leave a directory at the first thing that counts. */
    private static final class Occupied extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Occupied() {
            super(null, null, false, false);
        }
    }

    /**
     * True if there is nothing in a bucket but empty directories, sidecars of no file, and the seed's work files; and nothing
     * kept but empty directories and sidecars.
     */
    public boolean isEmpty(BucketName bucket, DirectoryHandle dir) throws FileFault {
        try (DirectoryHandle versions = files.openDir(files.root(), Tree.VERSIONS.root(bucket))) {
            requireEmpty(dir);
            if (versions != null) {
                requireNoVersions(versions);
            }
            return true;
        } catch (Occupied _) {
            return false;
        }
    }

    private void requireEmpty(DirectoryHandle dir) throws FileFault {
        files.list(dir, (name, type) -> {
            if (name != null && KeySegmentEncoding.isReserved(name)) {
                return;
            }
            if (name != null && type == FileType.DIRECTORY) {
                try (DirectoryHandle child = files.openDir(dir, name)) {
                    if (child != null) {
                        requireEmpty(child);
                    }
                }
                return;
            }
            if (name == null
                    || name.equals(KeyLayout.SIDECAR)
                    || type == FileType.OTHER
                    || !lookup.isSidecar(dir, name)) {
                if (name == null || type == FileType.OTHER) {
                    tell(dir, name);
                }
                throw new Occupied();
            }
        });
    }

    private void requireNoVersions(DirectoryHandle dir) throws FileFault {
        files.list(dir, (name, type) -> {
            if (name != null && type == FileType.DIRECTORY) {
                try (DirectoryHandle child = files.openDir(dir, name)) {
                    if (child != null) {
                        requireNoVersions(child);
                    }
                }
            } else if (name == null || !VersionName.isSidecar(name)) {
                if (name == null || VersionName.read(name) == null) {
                    tell(dir, name);
                }
                throw new Occupied();
            }
        });
    }

    /** Tells the operator of what no listing shows, and no request removes. */
    private static void tell(DirectoryHandle dir, @Nullable String name) {
        StorageLog.warn("a bucket is not deleted, as " + dir.path() + " holds what is no object: "
                + (name == null ? "a name that is not UTF-8" : name));
    }
}
