package io.geckos.storage.fs.maintenance;

import io.geckos.domain.engine.VerifyFinding;
import io.geckos.domain.engine.VerifyFinding.Kind;
import io.geckos.domain.engine.VerifyListener;
import io.geckos.domain.name.BucketName;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.files.FileType;
import io.geckos.storage.fs.files.InternalPaths;
import io.geckos.storage.fs.files.StorageLog;
import io.geckos.storage.fs.format.KeyLayout;
import io.geckos.storage.fs.format.KeySegmentEncoding;
import io.geckos.storage.fs.format.Tree;
import io.geckos.storage.fs.read.BucketFileVisitor;
import io.geckos.storage.fs.read.ObjectLookup;
import io.geckos.storage.fs.volume.Quarantine;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Goes through a data directory and tells what is not as the engine leaves it. */
public final class VerifyRun {
    private final FileOps files;
    private final VerifyListener inspection;
    private final ObjectVerifier objects;
    private final VersionVerifier versions;
    private final BucketFileVisitor walk;
    private final @Nullable Quarantine quarantine;

    /**
     * Changes nothing without a quarantine.
     *
     * @param reading tells or paces what is read
     */
    public VerifyRun(
            FileOps files,
            ObjectLookup lookup,
            ContentVerifier reading,
            VerifyListener inspection,
            @Nullable Quarantine quarantine) {
        this.files = files;
        this.inspection = inspection;
        this.quarantine = quarantine;
        this.objects = new ObjectVerifier(files, lookup, reading, this);
        this.versions = new VersionVerifier(files, lookup, reading, this);
        this.walk = new BucketFileVisitor(files, (where, fault) -> tell(Kind.UNREADABLE, where, fault.getMessage()));
    }

    /** Goes once through everything. */
    public void run() throws FileFault {
        expect();
        files.list(files.root(), (name, type) -> {
            boolean bucket = name != null && type == FileType.DIRECTORY && BucketName.isLegal(name);
            if (!bucket && !InternalPaths.ROOT.equals(name)) {
                tell(Kind.FOREIGN, String.valueOf(name), "is no bucket");
            }
        });
        UploadVerifier uploads = new UploadVerifier(files, objects.reading(), this);
        for (BucketName bucket : walk.buckets()) {
            walk.run(bucket, this::visit);
            walk.run(bucket, Tree.VERSIONS, versions::visit);
            uploads.inspect(bucket);
        }
    }

    private void expect() throws FileFault {
        long[] expected = new long[2];
        for (BucketName bucket : walk.buckets()) {
            walk.run(bucket, (step, name, type) -> {
                objects.reading().pause();
                if (name == null || type != FileType.REGULAR || !objects.isObject(step, name)) {
                    return;
                }
                FileStatus stat = files.stat(step.dir(), name);
                expected[0]++;
                expected[1] += stat == null || name.equals(KeyLayout.SIDECAR) ? 0 : stat.size();
            });
            walk.run(bucket, Tree.VERSIONS, (step, name, type) -> versions.expect(step, name, type, expected));
        }
        inspection.expect(expected[0], expected[1]);
    }

    private void visit(BucketFileVisitor.Step step, @Nullable String name, FileType type) {
        objects.reading().pause();
        if (name == null) {
            tell(Kind.FOREIGN, step.where(""), "has a name that is not UTF-8");
            return;
        }
        switch (type) {
            case OTHER -> tell(Kind.FOREIGN, step.where(name), "is a link or special file");
            case DIRECTORY -> {
                if (KeySegmentEncoding.isReserved(name)) {
                    tell(Kind.LEFTOVER, step.where(name), "is a working directory of the original geckos3");
                } else if (KeyLayout.read(step.within(), name, type) == null) {
                    tell(Kind.FOREIGN, step.where(name), "is a directory that no key is written in");
                }
            }
            case REGULAR -> objects.inspect(step, name);
        }
    }

    void tell(Kind kind, String where, String what) {
        inspection.found(new VerifyFinding(kind, where, what, Optional.empty()));
    }

    /** Tells of something, after files that are better not served any more have been taken out of the way, where allowed. */
    void tellAndTake(Kind kind, String where, String what, DirectoryHandle dir, String... names) {
        Optional<String> taken = Optional.empty();
        if (quarantine != null) {
            try {
                for (String name : names) {
                    quarantine.take(dir, name);
                }
                taken = Optional.of(quarantine.path(dir, names[0]));
            } catch (FileFault fault) {
                StorageLog.warn("cannot move " + where + " into quarantine: " + fault.getMessage());
            }
        }
        inspection.found(new VerifyFinding(kind, where, what, taken));
    }

    void done() {
        inspection.done();
    }
}
