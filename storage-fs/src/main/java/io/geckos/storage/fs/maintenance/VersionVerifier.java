package io.geckos.storage.fs.maintenance;

import io.geckos.domain.engine.VerifyFinding.Kind;
import io.geckos.domain.name.ByteSpan;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.files.FileType;
import io.geckos.storage.fs.format.KeyLayout;
import io.geckos.storage.fs.format.ObjectPath;
import io.geckos.storage.fs.format.VersionName;
import io.geckos.storage.fs.read.BucketFileVisitor;
import io.geckos.storage.fs.read.LocatedObject;
import io.geckos.storage.fs.read.ObjectLookup;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the bytes of all kept versions, key by key, and compares them with the size and checksums in their sidecars. */
final class VersionVerifier {
    private final FileOps files;
    private final ObjectLookup lookup;
    private final ContentVerifier reading;
    private final VerifyRun inspector;

    VersionVerifier(FileOps files, ObjectLookup lookup, ContentVerifier reading, VerifyRun inspector) {
        this.files = files;
        this.lookup = lookup;
        this.reading = reading;
        this.inspector = inspector;
    }

    /** Takes a step through the tree of versions. */
    void visit(BucketFileVisitor.Step step, @Nullable String name, FileType type) {
        reading.pause();
        KeyLayout.Named named = name == null ? null : KeyLayout.read(step.within(), name, type);
        if (name == null || named == null) {
            inspector.tell(Kind.FOREIGN, step.where(String.valueOf(name)), "is nothing that is kept of a key");
        } else if (named.place() != null) {
            inspectAll(step, name);
        }
    }

    private void inspectAll(BucketFileVisitor.Step step, String key) {
        try (DirectoryHandle dir = files.openDir(step.dir(), key)) {
            if (dir != null) {
                files.list(dir, (name, type) -> inspect(step.where(key), dir, name, type));
            }
        } catch (FileFault fault) {
            inspector.tell(Kind.UNREADABLE, step.where(key), fault.getMessage());
        }
    }

    private void inspect(String where, DirectoryHandle dir, @Nullable String name, FileType type) {
        String path = where + "/" + name;
        VersionName version = name == null || type != FileType.REGULAR ? null : VersionName.read(name);
        try {
            if (version != null && !version.marker()) {
                inspectVersion(path, dir, version);
            } else if (version != null) {
                inspector.done();
            } else if (name != null && VersionName.isSidecar(name)) {
                inspectSidecar(path, dir, name);
            } else {
                inspector.tell(Kind.FOREIGN, path, "is no version");
            }
        } catch (FileFault fault) {
            inspector.tell(Kind.UNREADABLE, path, fault.getMessage());
        }
    }

    private void inspectSidecar(String path, DirectoryHandle dir, String name) throws FileFault {
        FileStatus data = files.stat(dir, name.substring(0, name.length() - KeyLayout.SIDECAR.length()));
        if (data == null && files.stat(dir, name) != null) {
            inspector.tell(Kind.LEFTOVER, path, "is a sidecar without a version");
        }
    }

    private void inspectVersion(String path, DirectoryHandle dir, VersionName version) throws FileFault {
        ObjectPath place = new ObjectPath("", version.fileName(), ObjectPath.Kind.FILE);
        LocatedObject found = lookup.kept(dir, place, true);
        FileHandle file = found == null ? null : found.file();
        if (found == null || file == null) {
            // It was removed meanwhile.
            return;
        }
        try (file) {
            String problem = null;
            if (found.entry().isRead()) {
                problem = reading.disagreement(file, found.entry());
            } else {
                var _ = reading.digests(file, ByteSpan.whole(file.opened().size()), Set.of());
                inspector.tell(Kind.UNDESCRIBED, path, "is a version without a sidecar that describes it");
            }
            if (problem != null) {
                inspector.tellAndTake(Kind.DAMAGED, path, problem, dir, version.fileName(), version.sidecar());
            }
        }
        inspector.done();
    }

    /** Adds what there is to read in the tree of versions: how many, and how many bytes. */
    void expect(BucketFileVisitor.Step step, @Nullable String key, FileType type, long[] expected) throws FileFault {
        KeyLayout.Named named = key == null ? null : KeyLayout.read(step.within(), key, type);
        if (key == null || named == null || named.place() == null) {
            return;
        }
        try (DirectoryHandle dir = files.openDir(step.dir(), key)) {
            if (dir != null) {
                files.list(dir, (name, _) -> {
                    FileStatus stat = name == null || VersionName.read(name) == null ? null : files.stat(dir, name);
                    if (stat != null) {
                        expected[0]++;
                        expected[1] += stat.size();
                    }
                });
            }
        }
    }
}
