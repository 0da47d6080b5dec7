package io.geckos.storage.fs.maintenance;

import io.geckos.domain.BucketName;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileType;
import io.geckos.storage.fs.files.Stat;
import io.geckos.storage.fs.format.Layout;
import io.geckos.storage.fs.format.Sidecar;
import io.geckos.storage.fs.multipart.UploadFiles;
import io.geckos.storage.fs.read.BucketWalk;
import io.geckos.storage.fs.read.Lookup;
import io.geckos.storage.fs.volume.Volume;
import io.geckos.storage.fs.write.Holding;
import io.geckos.storage.fs.write.Holdings;
import org.jspecify.annotations.Nullable;

/** Counts what a bucket holds, while a walk goes through it. */
public final class Count {
    private final Parts parts;
    private final BucketName bucket;
    private final Holding holding;
    private final long began;
    private final Holding.Figures before;
    private long objects;
    private long bytes;
    private @Nullable FileFault failure;

    /** What of the engine a count needs. */
    public record Parts(Volume volume, Lookup lookup, UploadFiles uploads, Holdings holdings) {}

    private Count(Parts parts, BucketName bucket) {
        this.parts = parts;
        this.bucket = bucket;
        this.holding = parts.holdings().of(bucket);
        this.began = parts.volume().clock().next();
        this.before = holding.begin(began);
    }

    /**
     * Counts a bucket, and does it in a part of the time.
     *
     * @param share lets so many nanoseconds a second pass
     * @throws FileFault if something could not be looked at: what was known before is better then
     */
    public static void run(Parts parts, BucketName bucket, Pace share) throws FileFault {
        Count count = begin(parts, bucket);
        try {
            count.walk(share);
        } catch (Pace.Stopped stopped) {
            count.holding.giveUp();
            throw stopped;
        }
        count.end();
        if (count.failure != null) {
            throw count.failure;
        }
    }

    private void walk(Pace share) {
        long[] resumed = {System.nanoTime()};
        new BucketWalk(parts.volume().files(), (_, fault) -> fail(fault)).run(bucket, (step, name, type) -> {
            if (name != null && type == FileType.REGULAR) {
                visit(step, name);
            }
            share.pass(System.nanoTime() - resumed[0]);
            resumed[0] = System.nanoTime();
        });
    }

    static Count begin(Parts parts, BucketName bucket) {
        return new Count(parts, bucket);
    }

    /** Takes in a file, if it is an object that was there when the count began. */
    void visit(BucketWalk.Step step, String name) throws FileFault {
        if (!isObject(step, name)) {
            return;
        }
        boolean marker = name.equals(Layout.SIDECAR);
        Stat stat = parts.volume().files().stat(step.dir(), name);
        if (stat != null && (marker || !isWrittenMeanwhile(stat))) {
            objects++;
            bytes += marker ? 0 : stat.size();
        }
    }

    private boolean isObject(BucketWalk.Step step, String name) throws FileFault {
        if (name.equals(Layout.SIDECAR)) {
            Sidecar sidecar = parts.lookup().sidecar(step.dir(), name);
            return !step.within().path().isEmpty() && sidecar != null && sidecar.ours();
        }
        if (name.endsWith(Layout.SIDECAR) && parts.lookup().isSidecar(step.dir(), name)) {
            return false;
        }
        Layout.Named named = Layout.read(step.within(), name, FileType.REGULAR);
        return named != null && named.place() != null;
    }

    /** Later than now is a time that somebody else set. */
    private boolean isWrittenMeanwhile(Stat stat) {
        return stat.modified() > began
                && stat.modified() <= parts.volume().clock().next();
    }

    /** Something could not be looked at: what was known before is better. */
    void fail(FileFault fault) {
        failure = fault;
    }

    /** From now on the bucket holds what was counted, unless that is not all. */
    void end() throws FileFault {
        if (failure != null) {
            holding.giveUp();
            return;
        }
        int uploads = parts.uploads().names(bucket).size();
        long begunMeanwhile = holding.changes().uploads() - before.uploads();
        holding.end(new Holding.Figures(objects, bytes, uploads - begunMeanwhile), before);
    }
}
