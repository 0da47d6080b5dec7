package io.geckos.storage.fs.maintenance;

import io.geckos.domain.engine.RateLimiter;
import io.geckos.domain.engine.StorageUsage.Figures;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.files.FileType;
import io.geckos.storage.fs.format.KeyLayout;
import io.geckos.storage.fs.format.Sidecar;
import io.geckos.storage.fs.format.Tree;
import io.geckos.storage.fs.format.VersionName;
import io.geckos.storage.fs.multipart.UploadDirectories;
import io.geckos.storage.fs.read.BucketFileVisitor;
import io.geckos.storage.fs.read.LocatedObject;
import io.geckos.storage.fs.read.ObjectLookup;
import io.geckos.storage.fs.versions.KeyHistory;
import io.geckos.storage.fs.versions.KeyVersions;
import io.geckos.storage.fs.volume.BucketDirectoryHandles;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.write.BucketUsage;
import io.geckos.storage.fs.write.UsageCounters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts what a bucket holds, while a walk goes through it. */
public final class UsageScan {
    /** How often uploads are looked at, before the next count has to correct the figures. */
    private static final int LOOKS = 3;

    private final Parts parts;
    private final BucketName bucket;
    private final RateLimiter share;
    private final BucketUsage holding;
    private final long began;
    private final Figures before;
    private long objects;
    private long bytes;
    private Figures versions = Figures.NONE;
    private @Nullable FileFault failure;
    private long resumed = System.nanoTime();

    /** What of the engine a count needs. */
    public record Parts(
            DataDirectory volume,
            ObjectLookup lookup,
            KeyVersions versions,
            UploadDirectories uploads,
            UsageCounters holdings) {}

    private UsageScan(Parts parts, BucketName bucket, RateLimiter share) {
        this.parts = parts;
        this.bucket = bucket;
        this.share = share;
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
        UsageScan count = new UsageScan(parts, bucket, share);
        try {
            count.walk();
            count.end();
        } catch (RateLimiter.Stopped stopped) {
            count.holding.giveUp();
            throw stopped;
        }
        if (count.failure != null) {
            throw count.failure;
        }
    }

    private void walk() {
        for (Tree tree : Tree.values()) {
            new BucketFileVisitor(parts.volume().files(), (_, fault) -> fail(fault))
                    .run(bucket, tree, (step, name, type) -> {
                        visit(step, name, type);
                        pause();
                    });
        }
    }

    private void pause() {
        share.pass(System.nanoTime() - resumed);
        resumed = System.nanoTime();
    }

    /** Takes in what a walk comes across in either tree of the bucket. */
    void visit(BucketFileVisitor.Step step, @Nullable String name, FileType type) throws FileFault {
        if (name == null) {
            return;
        }
        if (step.within().tree() == Tree.VERSIONS) {
            visitVersions(step, name, type);
        } else if (type == FileType.REGULAR) {
            visitFile(step, name);
        }
    }

    /** Takes in what is kept of a key and was there when the count began. */
    private void visitVersions(BucketFileVisitor.Step step, String name, FileType type) throws FileFault {
        KeyLayout.Named named = KeyLayout.read(step.within(), name, type);
        if (named == null || named.place() == null) {
            return;
        }
        FileOps files = parts.volume().files();
        try (BucketDirectoryHandles dirs = new BucketDirectoryHandles(files, bucket);
                DirectoryHandle dir = files.openDir(step.dir(), name)) {
            KeyHistory history = parts.versions().history(dirs, new ObjectId(bucket, new ObjectKey(named.text())));
            LocatedObject current = history.current();
            // A version is noncurrent since the next one was made. Without one, a person removed the file of the key.
            long since = current == null
                    ? VersionName.NOTHING
                    : current.entry().version().order();
            for (VersionName kept : history.kept()) {
                FileStatus stat = dir == null || kept.marker() ? null : files.stat(dir, kept.fileName());
                if (kept.marker() && !isMadeMeanwhile(kept.stamp().order())) {
                    versions = versions.plus(Figures.markers(1));
                } else if (stat != null && !isMadeMeanwhile(since)) {
                    versions = versions.plus(Figures.noncurrent(1, stat.size()));
                }
                since = kept.stamp().order();
            }
        }
    }

    /** Begins a count that does not pause. */
    static UsageScan begin(Parts parts, BucketName bucket) {
        return new UsageScan(parts, bucket, new RateLimiter(Long.MAX_VALUE));
    }

    /** Takes in a file, if it is an object that was there when the count began. */
    private void visitFile(BucketFileVisitor.Step step, String name) throws FileFault {
        if (!isObject(step, name)) {
            return;
        }
        boolean marker = name.equals(KeyLayout.SIDECAR);
        FileStatus stat = parts.volume().files().stat(step.dir(), name);
        if (stat != null && (marker || !isMadeMeanwhile(stat.modified()))) {
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
    private boolean isMadeMeanwhile(long time) {
        return time > began && time <= parts.volume().clock().next();
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
        holding.end(versions.plus(Figures.objects(objects, bytes)).plus(uploads()), before);
    }

    /** The uploads that were under way when the count began. They are looked at again if some changed meanwhile. */
    private Figures uploads() throws FileFault {
        Figures counted = Figures.NONE;
        Figures changed = uploadChanges();
        for (int i = 0; i < LOOKS; i++) {
            Figures first = changed;
            List<String> names = parts.uploads().names(bucket);
            long size = 0;
            for (String name : names) {
                size += parts.uploads().size(bucket, name, this::pause);
            }
            counted = Figures.uploads(names.size(), size);
            changed = uploadChanges();
            if (changed.equals(first)) {
                break;
            }
        }
        return counted.minus(changed);
    }

    private Figures uploadChanges() {
        Figures changes = holding.changes().minus(before);
        return Figures.uploads(changes.uploads(), changes.uploadBytes());
    }
}
