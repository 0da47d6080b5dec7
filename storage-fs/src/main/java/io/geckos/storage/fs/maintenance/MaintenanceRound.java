package io.geckos.storage.fs.maintenance;

import io.geckos.domain.engine.BackgroundTaskProgress;
import io.geckos.domain.engine.RateLimiter;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.storage.fs.files.DaemonThreads;
import io.geckos.storage.fs.files.FileAction;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.files.FileType;
import io.geckos.storage.fs.files.SmallFiles;
import io.geckos.storage.fs.files.StorageLog;
import io.geckos.storage.fs.format.KeyLayout;
import io.geckos.storage.fs.format.ObjectMetadata;
import io.geckos.storage.fs.format.ObjectPath;
import io.geckos.storage.fs.format.Sidecar;
import io.geckos.storage.fs.format.SidecarReader;
import io.geckos.storage.fs.format.Tree;
import io.geckos.storage.fs.read.AdoptionQueue;
import io.geckos.storage.fs.read.BucketFileVisitor;
import io.geckos.storage.fs.volume.DataDirectory;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thread that looks after what callers leave: it describes files put by hand as readers come across them, and at
 * intervals goes through all buckets for what nobody came across, and for leftovers. It never hurries.
 */
public final class MaintenanceRound implements AutoCloseable {
    /** Names a second that a round looks at: a few hundredths of a processor. */
    private static final long NAMES_PER_SECOND = 2_000;

    /** Counting takes this part of one processor's time, or of what one reader gets of a slow disk. */
    private static final long COUNTING_PART = 10;

    /** A start has better things to do than a round. */
    private static final Duration FIRST_ROUND = Duration.ofMinutes(1);

    /** How many names the round that is under way, or the last, has looked at. */
    private static final String NAMES = "names";

    private static final Duration FOREVER = Duration.ofDays(365);

    private final UsageScan.Parts counted;
    private final DataDirectory volume;
    private final AdoptionQueue strays;
    private final MaintenanceSettings upkeep;
    private final Adoptions adoptions;
    private final GarbageCollector leftovers;
    private final RateLimiter names;
    private final BackgroundTaskProgress progress;
    private final MaintenanceCounters tally;
    private final Thread thread;

    public MaintenanceRound(
            UsageScan.Parts counted,
            Adoptions adoptions,
            GarbageCollector leftovers,
            MaintenanceSettings upkeep,
            BackgroundTaskProgress progress) {
        this.counted = counted;
        this.volume = counted.volume();
        this.strays = adoptions.strays();
        this.upkeep = upkeep;
        this.progress = progress;
        this.tally = new MaintenanceCounters(progress);
        this.names = new RateLimiter(NAMES_PER_SECOND, progress);
        this.adoptions = adoptions;
        this.leftovers = leftovers;
        // Reading for hours would keep a carrier of virtual threads busy.
        this.thread = Thread.ofPlatform().daemon().name("housekeeping").unstarted(this::run);
        progress.onStart(strays::wake);
    }

    public void start() {
        thread.start();
    }

    public BackgroundTaskProgress progress() {
        return progress;
    }

    private void run() {
        boolean rounds = !upkeep.interval().isZero();
        long next = System.nanoTime() + (rounds ? shorter(upkeep.interval(), FIRST_ROUND) : FOREVER).toNanos();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                takeIn(Math.max(0, next - System.nanoTime()));
                if (progress.take() || System.nanoTime() - next >= 0) {
                    runOnce();
                    next = System.nanoTime() + (rounds ? upkeep.interval() : FOREVER).toNanos();
                }
            }
        } catch (RateLimiter.Stopped | InterruptedException _) {
            // As asked for by close.
        }
    }

    private void runOnce() {
        try {
            round();
        } catch (RateLimiter.Stopped stopped) {
            if (Thread.currentThread().isInterrupted()) {
                throw stopped;
            }
            tell();
            StorageLog.info("housekeeping: stopped");
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Takes in what readers came across, for at most so long if nothing comes. */
    private void takeIn(long nanos) throws InterruptedException {
        ObjectId stray = strays.take(nanos);
        while (stray != null) {
            adopt(stray);
            stray = strays.take(0);
        }
        tell();
    }

    /** Goes once through everything. */
    public void round() {
        progress.begin();
        boolean whole = false;
        try {
            if (!isInPlace()) {
                return;
            }
            progress.set(NAMES, 0);
            attempt("staging", () -> leftovers.sweepStaging(tally));
            attempt("settings", () -> leftovers.sweepSettings(tally));
            goThroughBuckets();
            progress.add("rounds", 1);
            whole = true;
            tell();
        } finally {
            progress.end(whole);
        }
    }

    public void goThroughBuckets() {
        BucketFileVisitor walk = new BucketFileVisitor(volume.files(), (_, _) -> {});
        attempt("buckets", () -> {
            List<BucketName> buckets = walk.buckets();
            for (BucketName bucket : buckets) {
                attempt("uploads of " + bucket, () -> leftovers.sweepUploads(bucket, tally));
            }
            count(buckets);
            buckets.forEach(this::goThrough);
        });
    }

    /** Before all that takes long. */
    private void count(List<BucketName> buckets) throws FileFault {
        RateLimiter share = new RateLimiter(FileStatus.SECOND / COUNTING_PART, progress);
        boolean all = true;
        for (BucketName bucket : buckets) {
            all &= attempt("count of " + bucket, () -> UsageScan.run(counted, bucket, share));
        }
        counted.holdings().counted(all, volume);
    }

    private void goThrough(BucketName bucket) {
        BucketFileVisitor walk =
                new BucketFileVisitor(volume.files(), (_, _) -> tally.add(MaintenanceCounters.Counter.FAULTS));
        walk.run(bucket, this::visit);
        walk.run(bucket, Tree.VERSIONS, this::visitVersions);
    }

    private void visitVersions(BucketFileVisitor.Step step, @Nullable String name, FileType type) {
        names.pass(1);
        progress.add(NAMES, 1);
        KeyLayout.Named named = name == null ? null : KeyLayout.read(step.within(), name, type);
        if (named != null && named.place() != null) {
            ObjectId id = new ObjectId(step.bucket(), new ObjectKey(named.text()));
            attempt("versions of " + id, () -> {
                if (leftovers.sweepVersions(id)) {
                    tally.add(MaintenanceCounters.Counter.LEFTOVERS);
                }
            });
            if (upkeep.adoptRate() > 0) {
                attempt("versions of " + id, () -> adoptions.adoptVersions(id, tally));
            }
        }
    }

    private void visit(BucketFileVisitor.Step step, @Nullable String name, FileType type) {
        names.pass(1);
        progress.add(NAMES, 1);
        if (name == null || type != FileType.REGULAR) {
            return;
        }
        if (name.endsWith(KeyLayout.SIDECAR)) {
            attempt(name, () -> leftovers.sweepOrphan(step, name, tally));
            return;
        }
        KeyLayout.Named named = KeyLayout.read(step.within(), name, type);
        ObjectPath place = named == null ? null : named.place();
        if (named != null && place != null && place.is(ObjectPath.Kind.FILE)) {
            ObjectId id = new ObjectId(step.bucket(), new ObjectKey(named.text()));
            attempt(named.text(), () -> notice(step, place, id));
        }
    }

    /** Takes in a file unless something is said of it. */
    private void notice(BucketFileVisitor.Step step, ObjectPath place, ObjectId id) throws FileFault {
        FileStatus stat = volume.files().stat(step.dir(), place.name());
        // Not by way of what lookups remember: a round must not make them forget what readers want.
        byte[] bytes = SmallFiles.read(volume.files(), step.dir(), place.sidecar());
        String path = step.dir().path() + "/" + place.sidecar();
        Sidecar sidecar = bytes == null ? null : SidecarReader.read(bytes, path);
        ObjectMetadata entry = stat == null || sidecar == null ? null : sidecar.of(stat);
        if (entry == null || !entry.isRead()) {
            adopt(id);
        }
    }

    private void adopt(ObjectId id) {
        if (upkeep.adoptRate() > 0) {
            attempt(id.toString(), () -> adoptions.adopt(id, tally));
        }
    }

    private boolean isInPlace() {
        try {
            volume.requireInPlace();
            return true;
        } catch (FileFault | StorageException _) {
            return false;
        }
    }

    /** What cannot be done now is done in a later round; false then. */
    private boolean attempt(String what, FileAction task) {
        try {
            task.run();
            return true;
        } catch (FileFault fault) {
            tally.add(MaintenanceCounters.Counter.FAULTS);
            StorageLog.debug("housekeeping of " + what + ": " + fault.getMessage());
        } catch (RateLimiter.Stopped stopped) {
            throw stopped;
        } catch (StorageException refusal) {
            StorageLog.debug("housekeeping of " + what + ": " + refusal.getMessage());
        } catch (RuntimeException | Error e) {
            // Whatever is wrong with one of them, the others want looking after.
            StorageLog.warn("housekeeping of " + what, e);
        }
        return false;
    }

    private void tell() {
        boolean remarkable = tally.isRemarkable();
        String done = tally.tell();
        if (remarkable) {
            StorageLog.warn("housekeeping: " + done);
        } else if (!done.isEmpty()) {
            StorageLog.info("housekeeping: " + done);
        }
    }

    /** Ends what is being done, and waits until it has ended. */
    @Override
    public void close() {
        DaemonThreads.end(thread);
    }
}
