package io.geckos.storage.fs.maintenance;

import io.geckos.domain.engine.RateLimiter;
import io.geckos.domain.name.BucketName;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.files.FileType;
import io.geckos.storage.fs.format.KeyLayout;
import io.geckos.storage.fs.format.Sidecar;
import io.geckos.storage.fs.multipart.UploadDirectory;
import io.geckos.storage.fs.read.BucketFileVisitor;
import io.geckos.storage.fs.read.ObjectLookup;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.write.BucketUsage;
import io.geckos.storage.fs.write.UsageCounters;
import org.jspecify.annotations.Nullable;

/** Counts what a bucket holds, while a walk goes through it. */
public final class UsageScan {
    private final Parts parts;
    private final BucketName bucket;
    private final BucketUsage holding;
    private final long began;
    private final BucketUsage.Figures before;
    private long objects;
    private long bytes;
    private @Nullable FileFault failure;

    /** What of the engine a count needs. */
    public record Parts(DataDirectory volume, ObjectLookup lookup, UploadDirectory uploads, UsageCounters holdings) {}

    private UsageScan(Parts parts, BucketName bucket) {
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
    public static void run(Parts parts, BucketName bucket, RateLimiter share) throws FileFault {
        UsageScan count = begin(parts, bucket);
        try {
            count.walk(share);
        } catch (RateLimiter.Stopped stopped) {
            count.holding.giveUp();
            throw stopped;
        }
        count.end();
        if (count.failure != null) {
            throw count.failure;
        }
    }

    private void walk(RateLimiter share) {
        long[] resumed = {System.nanoTime()};
        new BucketFileVisitor(parts.volume().files(), (_, fault) -> fail(fault)).run(bucket, (step, name, type) -> {
            if (name != null && type == FileType.REGULAR) {
                visit(step, name);
            }
            share.pass(System.nanoTime() - resumed[0]);
            resumed[0] = System.nanoTime();
        });
    }

    static UsageScan begin(Parts parts, BucketName bucket) {
        return new UsageScan(parts, bucket);
    }

    /** Takes in a file, if it is an object that was there when the count began. */
    void visit(BucketFileVisitor.Step step, String name) throws FileFault {
        if (!isObject(step, name)) {
            return;
        }
        boolean marker = name.equals(KeyLayout.SIDECAR);
        FileStatus stat = parts.volume().files().stat(step.dir(), name);
        if (stat != null && (marker || !isWrittenMeanwhile(stat))) {
            objects++;
            bytes += marker ? 0 : stat.size();
        }
    }

    private boolean isObject(BucketFileVisitor.Step step, String name) throws FileFault {
        if (name.equals(KeyLayout.SIDECAR)) {
            Sidecar sidecar = parts.lookup().sidecar(step.dir(), name);
            return !step.within().path().isEmpty() && sidecar != null && sidecar.ours();
        }
        if (name.endsWith(KeyLayout.SIDECAR) && parts.lookup().isSidecar(step.dir(), name)) {
            return false;
        }
        KeyLayout.Named named = KeyLayout.read(step.within(), name, FileType.REGULAR);
        return named != null && named.place() != null;
    }

    /** Later than now is a time that somebody else set. */
    private boolean isWrittenMeanwhile(FileStatus stat) {
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
        holding.end(new BucketUsage.Figures(objects, bytes, uploads - begunMeanwhile), before);
    }
}
