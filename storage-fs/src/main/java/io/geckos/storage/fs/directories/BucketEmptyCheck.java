package io.geckos.storage.fs.directories;

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

    /**
     * True if there is nothing in a bucket but empty directories, sidecars of no file, and the seed's work files; and nothing
     * kept but empty directories and sidecars.
     */
    public boolean isEmpty(BucketName bucket, DirectoryHandle dir) throws FileFault {
        try (DirectoryHandle versions = files.openDir(files.root(), Tree.VERSIONS.root(bucket))) {
            return hasNoObject(dir) && (versions == null || hasNoVersion(versions));
        }
    }

    private boolean hasNoObject(DirectoryHandle dir) throws FileFault {
        return files.listWhile(dir, (name, type) -> {
            if (name != null && KeySegmentEncoding.isReserved(name)) {
                return true;
            }
            if (name == null || type == FileType.OTHER) {
                tell(dir, name);
                return false;
            }
            if (type == FileType.DIRECTORY) {
                try (DirectoryHandle child = files.openDir(dir, name)) {
                    return child == null || hasNoObject(child);
                }
            }
            return !name.equals(KeyLayout.SIDECAR) && lookup.isSidecar(dir, name);
        });
    }

    private boolean hasNoVersion(DirectoryHandle dir) throws FileFault {
        return files.listWhile(dir, (name, type) -> {
            if (name != null && type == FileType.DIRECTORY) {
                try (DirectoryHandle child = files.openDir(dir, name)) {
                    return child == null || hasNoVersion(child);
                }
            }
            if (name == null || !(VersionName.isSidecar(name) || VersionName.read(name) != null)) {
                tell(dir, name);
            }
            return name != null && VersionName.isSidecar(name);
        });
    }

    /** Tells the operator of what no listing shows, and no request removes. */
    private static void tell(DirectoryHandle dir, @Nullable String name) {
        StorageLog.warn("a bucket is not deleted, as " + dir.path() + " holds what is no object: "
                + (name == null ? "a name that is not UTF-8" : name));
    }
}
