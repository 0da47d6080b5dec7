package io.geckos.storage.fs.maintenance;

import io.geckos.domain.BucketName;
import io.geckos.domain.ObjectId;
import io.geckos.domain.ObjectKey;
import io.geckos.domain.StorageException;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileTask;
import io.geckos.storage.fs.files.FileType;
import io.geckos.storage.fs.files.Log;
import io.geckos.storage.fs.files.SmallFiles;
import io.geckos.storage.fs.files.Stat;
import io.geckos.storage.fs.files.Threads;
import io.geckos.storage.fs.format.Entry;
import io.geckos.storage.fs.format.Layout;
import io.geckos.storage.fs.format.Place;
import io.geckos.storage.fs.format.Sidecar;
import io.geckos.storage.fs.format.SidecarReader;
import io.geckos.storage.fs.read.BucketWalk;
import io.geckos.storage.fs.read.Strays;
import io.geckos.storage.fs.volume.Volume;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thread that looks after what callers leave: it describes files put by hand as readers come across them, and at
 * intervals goes through all buckets for what nobody came across, and for leftovers. It never hurries.
 */
public final class Housekeeping implements AutoCloseable {
    /** Names a second that a round looks at: a few hundredths of a processor. */
    private static final long NAMES_PER_SECOND = 2_000;

    /** Counting takes this part of one processor's time, or of what one reader gets of a slow disk. */
    private static final long COUNTING_PART = 10;

    /** A start has better things to do than a round. */
    private static final Duration FIRST_ROUND = Duration.ofMinutes(1);

    /** How many names the round that is under way, or the last, has looked at. */
    private static final String NAMES = "names";

    private static final Duration FOREVER = Duration.ofDays(365);

    private final Count.Parts counted;
    private final Volume volume;
    private final Strays strays;
    private final Upkeep upkeep;
    private final Adoption adoption;
    private final Leftovers leftovers;
    private final Pace names;
    private final Progress progress;
    private final Tally tally;
    private final Thread thread;

    public Housekeeping(
            Count.Parts counted,
            Strays strays,
            Adoption adoption,
            Leftovers leftovers,
            Upkeep upkeep,
            Progress progress) {
        this.counted = counted;
        this.volume = counted.volume();
        this.strays = strays;
        this.upkeep = upkeep;
        this.progress = progress;
        this.tally = new Tally(progress);
        this.names = new Pace(NAMES_PER_SECOND, progress);
        this.adoption = adoption;
        this.leftovers = leftovers;
        // Reading for hours would keep a carrier of virtual threads busy.
        this.thread = Thread.ofPlatform().daemon().name("housekeeping").unstarted(this::run);
        progress.onStart(strays::wake);
    }

    public void start() {
        thread.start();
    }

    public Progress progress() {
        return progress;
    }

    private void run() {
        boolean rounds = !upkeep.interval().isZero();
        long next = System.nanoTime() + (rounds ? shorter(upkeep.interval(), FIRST_ROUND) : FOREVER).toNanos();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                takeIn(Math.max(0, next - System.nanoTime()));
                if (progress.isWanted() || System.nanoTime() - next >= 0) {
                    runOnce();
                    next = System.nanoTime() + (rounds ? upkeep.interval() : FOREVER).toNanos();
                }
            }
        } catch (Pace.Stopped | InterruptedException _) {
            // As asked for by close.
        }
    }

    private void runOnce() {
        try {
            round();
        } catch (Pace.Stopped stopped) {
            if (Thread.currentThread().isInterrupted()) {
                throw stopped;
            }
            tell();
            Log.info("housekeeping: stopped");
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
        BucketWalk walk = new BucketWalk(volume.files(), (_, _) -> {});
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
        Pace share = new Pace(Stat.SECOND / COUNTING_PART, progress);
        boolean all = true;
        for (BucketName bucket : buckets) {
            all &= attempt("count of " + bucket, () -> Count.run(counted, bucket, share));
        }
        counted.holdings().counted(all, volume);
    }

    private void goThrough(BucketName bucket) {
        BucketWalk walk = new BucketWalk(volume.files(), (_, _) -> tally.add(Tally.Deed.FAULTS));
        walk.run(bucket, this::visit);
    }

    private void visit(BucketWalk.Step step, @Nullable String name, FileType type) {
        names.pass(1);
        progress.add(NAMES, 1);
        if (name == null || type != FileType.REGULAR) {
            return;
        }
        if (name.endsWith(Layout.SIDECAR)) {
            attempt(name, () -> leftovers.sweepOrphan(step, name, tally));
            return;
        }
        Layout.Named named = Layout.read(step.within(), name, type);
        Place place = named == null ? null : named.place();
        if (named != null && place != null && place.is(Place.Kind.FILE)) {
            ObjectId id = new ObjectId(step.bucket(), new ObjectKey(named.text()));
            attempt(named.text(), () -> notice(step, place, id));
        }
    }

    /** Takes in a file unless something is said of it. */
    private void notice(BucketWalk.Step step, Place place, ObjectId id) throws FileFault {
        Stat stat = volume.files().stat(step.dir(), place.name());
        // Not by way of what lookups remember: a round must not make them forget what readers want.
        byte[] bytes = SmallFiles.read(volume.files(), step.dir(), place.sidecar());
        Sidecar sidecar = bytes == null ? null : SidecarReader.read(bytes);
        Entry entry = stat == null || sidecar == null ? null : sidecar.of(stat);
        if (entry == null || !entry.isRead()) {
            adopt(id);
        }
    }

    private void adopt(ObjectId id) {
        if (upkeep.adoptRate() == 0) {
            return;
        }
        attempt(id.toString(), () -> {
            volume.health().requireWritable();
            switch (adoption.adopt(id)) {
                case ADOPTED -> tally.add(Tally.Deed.ADOPTED);
                case RESTORED -> tally.add(Tally.Deed.RESTORED);
                case UNSETTLED -> strays.offer(id, Adoption.SETTLED.toNanos());
                case NOTHING -> {}
            }
        });
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
    private boolean attempt(String what, FileTask task) {
        try {
            task.run();
            return true;
        } catch (FileFault fault) {
            tally.add(Tally.Deed.FAULTS);
            Log.debug("housekeeping of " + what + ": " + fault.getMessage());
        } catch (Pace.Stopped stopped) {
            throw stopped;
        } catch (StorageException refusal) {
            Log.debug("housekeeping of " + what + ": " + refusal.getMessage());
        } catch (RuntimeException | Error e) {
            // Whatever is wrong with one of them, the others want looking after.
            Log.warn("housekeeping of " + what, e);
        }
        return false;
    }

    private void tell() {
        boolean remarkable = tally.isRemarkable();
        String done = tally.tell();
        if (remarkable) {
            Log.warn("housekeeping: " + done);
        } else if (!done.isEmpty()) {
            Log.info("housekeeping: " + done);
        }
    }

    /** Ends what is being done, and waits until it has ended. */
    @Override
    public void close() {
        Threads.end(thread);
    }
}
