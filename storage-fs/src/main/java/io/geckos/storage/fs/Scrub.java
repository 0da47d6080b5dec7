package io.geckos.storage.fs;

import io.geckos.domain.Finding;
import io.geckos.domain.Inspection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads everything again and again, slowly, so that damage is known while a backup still helps. */
final class Scrub implements AutoCloseable {
    /** Between two beginnings. */
    private static final Duration INTERVAL = Duration.ofDays(1);

    static final String DAMAGED = "damaged";

    private final FileOps files;
    private final Lookup lookup;
    private final Progress progress;
    private final Pace bytes;
    private final Thread thread;

    Scrub(FileOps files, Lookup lookup, long rate, Progress progress) {
        this.files = files;
        this.lookup = lookup;
        this.progress = progress;
        this.bytes = new Pace(rate);
        this.thread = Thread.ofPlatform().daemon().name("scrub").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                long next = System.nanoTime() + INTERVAL.toNanos();
                List<Finding> _ = pass();
                Thread.sleep(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
            }
        } catch (Pace.Stopped | InterruptedException _) {
            // As asked for by close.
        }
    }

    /** Reads everything once; logs and answers what is damaged. */
    List<Finding> pass() {
        Reading reading = new Reading(files, bytes::pass);
        Damage damage = new Damage();
        progress.clear();
        progress.begin();
        try {
            new Inspector(files, lookup, reading, damage, null).run();
            Log.info("scrub: " + damage.objects + " objects read, " + damage.found.size() + " damaged");
        } catch (FileFault fault) {
            Log.warn("scrub: " + fault.getMessage());
            progress.problem(String.valueOf(fault.getMessage()));
        } finally {
            progress.end();
        }
        return damage.found;
    }

    /** Logs what an operator must see to. */
    private final class Damage implements Inspection {
        private long objects;
        private final List<Finding> found = new ArrayList<>();

        @Override
        public void expect(long expected, long bytes) {
            progress.set("objects.expected", expected);
            progress.set("bytes.expected", bytes);
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
        public void found(Finding finding) {
            if (finding.kind().isDamage()) {
                found.add(finding);
                progress.set(DAMAGED, found.size());
                progress.problem(finding.where() + " " + finding.what());
                Log.warn("scrub: " + finding.where() + " " + finding.what());
            }
        }
    }

    @Override
    public void close() {
        Threads.end(thread);
    }
}
