package io.geckos.storage.fs.maintenance;

import io.geckos.domain.BucketName;
import io.geckos.domain.Finding.Kind;
import io.geckos.domain.Finding;
import io.geckos.domain.Inspection;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.FileType;
import io.geckos.storage.fs.files.InternalPaths;
import io.geckos.storage.fs.files.Log;
import io.geckos.storage.fs.files.OpenDir;
import io.geckos.storage.fs.files.Stat;
import io.geckos.storage.fs.format.Layout;
import io.geckos.storage.fs.format.Segment;
import io.geckos.storage.fs.read.BucketWalk;
import io.geckos.storage.fs.read.Lookup;
import org.jspecify.annotations.Nullable;

/** Goes through a data directory and tells what is not as the engine leaves it. */
public final class Inspector {
    private final FileOps files;
    private final Inspection inspection;
    private final ObjectInspector objects;
    private final BucketWalk walk;
    private final @Nullable Quarantine quarantine;

    /**
     * Changes nothing without a quarantine.
     *
     * @param reading tells or paces what is read
     */
    public Inspector(FileOps files, Lookup lookup, Reading reading, Inspection inspection, @Nullable Quarantine quarantine) {
        this.files = files;
        this.inspection = inspection;
        this.quarantine = quarantine;
        this.objects = new ObjectInspector(files, lookup, reading, this);
        this.walk = new BucketWalk(files, (where, fault) -> tell(Kind.UNREADABLE, where, fault.getMessage()));
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
        UploadInspector uploads = new UploadInspector(files, objects.reading(), this);
        for (BucketName bucket : walk.buckets()) {
            walk.run(bucket, this::visit);
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
                Stat stat = files.stat(step.dir(), name);
                expected[0]++;
                expected[1] += stat == null || name.equals(Layout.SIDECAR) ? 0 : stat.size();
            });
        }
        inspection.expect(expected[0], expected[1]);
    }

    private void visit(BucketWalk.Step step, @Nullable String name, FileType type) {
        objects.reading().pause();
        if (name == null) {
            tell(Kind.FOREIGN, step.where(""), "has a name that is not UTF-8");
            return;
        }
        switch (type) {
            case OTHER -> tell(Kind.FOREIGN, step.where(name), "is a link or special file");
            case DIRECTORY -> {
                if (Segment.isReserved(name)) {
                    tell(Kind.LEFTOVER, step.where(name), "is a working directory of the original geckos3");
                } else if (Layout.read(step.within(), name, type) == null) {
                    tell(Kind.FOREIGN, step.where(name), "is a directory that no key is written in");
                }
            }
            case REGULAR -> objects.inspect(step, name);
        }
    }

    void tell(Kind kind, String where, String what) {
        inspection.found(new Finding(kind, where, what, false));
    }

    /** Tells of something, after files that are better not served any more have been taken out of the way, where allowed. */
    void tellAndTake(Kind kind, String where, String what, OpenDir dir, String... names) {
        boolean taken = false;
        if (quarantine != null) {
            try {
                for (String name : names) {
                    quarantine.take(dir, name);
                }
                taken = true;
            } catch (FileFault fault) {
                Log.warn("cannot move " + where + " into quarantine: " + fault.getMessage());
            }
        }
        inspection.found(new Finding(kind, where, what, taken));
    }

    void done() {
        inspection.done();
    }
}
