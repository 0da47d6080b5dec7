package io.geckos.storage.fs.maintenance;

import io.geckos.domain.engine.BackgroundTaskProgress;
import io.geckos.domain.engine.BackgroundTaskThread;
import io.geckos.domain.engine.RateLimiter;
import io.geckos.domain.engine.StorageGauge;
import io.geckos.domain.engine.VerifyFinding;
import io.geckos.domain.engine.VerifyListener;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.StorageLog;
import io.geckos.storage.fs.read.ObjectLookup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads everything slowly, again and again or when it is told to, so that damage is known while a backup still helps. */
public final class Scrubber implements AutoCloseable {
    /** Between two beginnings. */
    private static final Duration INTERVAL = Duration.ofDays(1);

    /** What is read a second where no rate is set and a run is asked for. */
    private static final long RATE = 32 << 20;

    private final FileOps files;
    private final ObjectLookup lookup;
    private final BackgroundTaskProgress progress;
    private final RateLimiter bytes;
    private final BackgroundTaskThread thread;

    /** When the last pass began. */
    private long began;

    /** What the last whole pass found, and what has been found since it; below 0 before there is either. */
    private volatile long damaged = -1;

    /** At 0 bytes a second nothing is read before {@link BackgroundTaskProgress#start}. */
    public Scrubber(FileOps files, ObjectLookup lookup, long rate) {
        this.files = files;
        this.lookup = lookup;
        this.progress = new BackgroundTaskProgress("scrub", rate > 0);
        this.bytes = new RateLimiter(rate > 0 ? rate : RATE, progress);
        this.thread = new BackgroundTaskThread(progress, this::pause, this::run);
    }

    /** Begins the first pass, where passes are scheduled. */
    public void start() {
        if (progress.report().scheduled()) {
            progress.start();
        }
        thread.start();
    }

    public BackgroundTaskProgress progress() {
        return progress;
    }

    public StorageGauge measure() {
        return new StorageGauge(
                "damaged.objects",
                "What the last scrub found damaged, NaN before there was one",
                false,
                () -> damaged < 0 ? Double.NaN : damaged);
    }

    private Optional<Duration> pause() {
        return progress.report().scheduled()
                ? Optional.of(INTERVAL.minusNanos(System.nanoTime() - began))
                : Optional.empty();
    }

    private void run() {
        began = System.nanoTime();
        try {
            List<VerifyFinding> _ = pass();
        } catch (RateLimiter.Stopped stopped) {
            if (!Thread.currentThread().isInterrupted()) {
                StorageLog.info("scrub: stopped");
            }
            throw stopped;
        }
    }

    /** Reads everything once; logs and answers what is damaged. */
    List<VerifyFinding> pass() {
        Damage damage = new Damage();
        ContentVerifier reading = new ContentVerifier(files, amount -> {
            bytes.pass(amount);
            damage.read(amount);
        });
        boolean whole = false;
        progress.begin();
        progress.clear();
        try {
            new VerifyRun(files, lookup, reading, damage, null).run();
            damaged = damage.found.size();
            whole = true;
            StorageLog.info("scrub: " + damage.objects + " objects read, " + damage.found.size() + " damaged");
        } catch (FileFault fault) {
            StorageLog.warn("scrub: " + fault.getMessage());
            progress.problem(String.valueOf(fault.getMessage()));
        } finally {
            progress.end(whole);
        }
        return damage.found;
    }

    /** Logs what an operator must see to. */
    private final class Damage implements VerifyListener {
        private long objects;
        private final List<VerifyFinding> found = new ArrayList<>();

        @Override
        public void expect(long expected, long bytes) {
            progress.set("objects.expected", expected);
            progress.set("bytes.expected", bytes);
            progress.set("damaged", 0);
        }

        @Override
        public void read(long bytes) {
            progress.add("bytes", bytes);
        }

        @Override
        public void done() {
            objects++;
            progress.set("objects", objects);
        }

        @Override
        public void found(VerifyFinding finding) {
            if (finding.kind().isDamage()) {
                found.add(finding);
                // What was damaged before may not have been read again yet.
                damaged = Math.max(damaged, found.size());
                progress.set("damaged", found.size());
                progress.problem(finding.where() + " " + finding.what());
                StorageLog.warn("scrub: " + finding.where() + " " + finding.what());
            }
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
