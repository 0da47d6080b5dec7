package io.geckos.storage.fs.maintenance;

import io.geckos.domain.engine.BackgroundTaskProgress;
import io.geckos.domain.engine.RateLimiter;
import io.geckos.domain.engine.StorageGauge;
import io.geckos.domain.engine.VerifyFinding;
import io.geckos.domain.engine.VerifyListener;
import io.geckos.storage.fs.files.DaemonThreads;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.StorageLog;
import io.geckos.storage.fs.read.ObjectLookup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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
    private final Thread thread;

    private boolean closed;

    /** What the last whole pass found, and what has been found since it; below 0 before there is either. */
    private volatile long damaged = -1;

    /** At 0 bytes a second nothing is read before {@link BackgroundTaskProgress#start}. */
    public Scrubber(FileOps files, ObjectLookup lookup, long rate) {
        this.files = files;
        this.lookup = lookup;
        this.progress = new BackgroundTaskProgress("scrub", rate > 0);
        this.bytes = new RateLimiter(rate > 0 ? rate : RATE, progress);
        this.thread = Thread.ofPlatform().daemon().name("scrub").unstarted(this::run);
        progress.onStart(this::wake);
    }

    /** Begins the first pass, where passes are scheduled. */
    public void start() {
        if (progress.report().scheduled()) {
            progress.start();
        }
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

    private synchronized void wake() {
        if (!closed && thread.getState() == Thread.State.NEW) {
            thread.start();
        }
        notifyAll();
    }

    private void run() {
        try {
            while (true) {
                long next = System.nanoTime() + INTERVAL.toNanos();
                runOnce();
                await(next);
            }
        } catch (RateLimiter.Stopped | InterruptedException _) {
            // As asked for by close.
        }
    }

    private void runOnce() {
        try {
            List<VerifyFinding> _ = pass();
        } catch (RateLimiter.Stopped stopped) {
            if (Thread.currentThread().isInterrupted()) {
                throw stopped;
            }
            StorageLog.info("scrub: stopped");
        }
    }

    /** Waits until a pass is due or wanted. */
    private synchronized void await(long next) throws InterruptedException {
        boolean scheduled = progress.report().scheduled();
        while (!progress.take()) {
            long millis = Duration.ofNanos(next - System.nanoTime()).toMillis();
            if (scheduled && millis <= 0) {
                return;
            }
            wait(scheduled ? millis : 0);
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
        synchronized (this) {
            closed = true;
        }
        DaemonThreads.end(thread);
    }
}
