package io.geckos.server.lifecycle;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.engine.BackgroundTask;
import io.geckos.domain.engine.BackgroundTaskProgress;
import io.geckos.domain.engine.BackgroundTaskThread;
import io.geckos.domain.engine.DocumentName;
import io.geckos.domain.engine.DocumentStore;
import io.geckos.domain.engine.RateLimiter;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.engine.TaskLease;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.lifecycle.LifecycleDay;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Applies the lifecycle rules of all buckets once a day, and when it is told to. One server of those that share a store does so.
 * A bucket without rules costs nothing.
 */
public final class LifecycleTask implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(LifecycleTask.class.getName());

    /** How many entries of listings are read a second. */
    private static final long RATE = 2000;

    /** How often it is written down how far a run is. */
    private static final Duration SAVED = Duration.ofSeconds(30);

    /** A start has other things to do. */
    private static final Duration AFTER_START = Duration.ofMinutes(1);

    private static final DocumentName NAME = new DocumentName("lifecycle");
    private static final int PAGE = 1000;

    private final Storage storage;
    private final LifecycleDay day;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final BackgroundTaskProgress progress = new BackgroundTaskProgress("lifecycle", true);
    private final RateLimiter pace = new RateLimiter(RATE, progress);
    private final BackgroundTaskThread thread;
    private boolean ran;

    /** Does nothing before {@link #start}. */
    public LifecycleTask(Storage storage, LifecycleDay day, InstantSource clock) {
        this(storage, day, clock, System::nanoTime);
    }

    /** For tests, which have their own clock for the lease too. */
    LifecycleTask(Storage storage, LifecycleDay day, InstantSource clock, LongSupplier nanoTime) {
        this.storage = storage;
        this.day = day;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.thread = new BackgroundTaskThread(progress, this::pause, this::runDue);
    }

    /** How operators see it. */
    public BackgroundTask task() {
        return progress;
    }

    /** Begins to apply rules, those of today first unless that is done. */
    public void start() {
        thread.start();
    }

    private Optional<Duration> pause() {
        Instant now = clock.instant();
        Instant tomorrow = day.begin(now).plus(day.length());
        Instant next = ran || day.length().compareTo(AFTER_START) < 0 ? tomorrow : now.plus(AFTER_START);
        return Optional.of(Duration.between(now, next));
    }

    private void runDue() {
        ran = true;
        runIfDue();
    }

    /** Applies the rules of today, unless that is done and nobody asks for it, or another server does so. */
    void runIfDue() {
        Instant today = day.begin(clock.instant());
        boolean wanted = progress.isWanted();
        if (saved(today).done() && !wanted) {
            return;
        }
        Optional<DocumentStore.Lease> lease = storage.documents().lease(NAME, TaskLease.DURATION);
        if (lease.isEmpty()) {
            progress.giveUp();
            return;
        }
        try (DocumentStore.Lease mine = lease.get()) {
            // The server that had the lease before may have done all of today.
            LifecyclePosition position = saved(today);
            if (!position.done()) {
                runFrom(position, mine);
            } else if (wanted) {
                runFrom(LifecyclePosition.beginOf(today), mine);
            }
        }
    }

    /** How far the rules of a day are applied. */
    private LifecyclePosition saved(Instant today) {
        return storage.documents()
                .read(NAME)
                .flatMap(document -> LifecyclePosition.parse(document.text()))
                .filter(it -> it.day().equals(today))
                .orElse(LifecyclePosition.beginOf(today));
    }

    private void runFrom(LifecyclePosition begin, DocumentStore.Lease taken) {
        boolean whole = false;
        progress.begin();
        progress.clear();
        try {
            TaskLease lease = new TaskLease(taken, nanoTime);
            new Run(begin, lease).buckets();
            lease.require();
            whole = true;
            // Where there are no rules, nothing is written.
            if (progress.report().figures().containsKey(BucketLifecycle.BUCKETS)) {
                save(new LifecyclePosition(begin.day(), true, "", ""));
                LOGGER.log(
                        INFO, "lifecycle: rules applied: {0}", progress.report().figures());
            }
        } finally {
            progress.end(whole);
        }
    }

    private void problem(String text) {
        progress.problem(text);
        LOGGER.log(WARNING, text);
    }

    private void save(LifecyclePosition position) {
        Optional<String> revision = storage.documents().read(NAME).map(DocumentStore.Document::revision);
        storage.documents().write(NAME, revision, position.text());
    }

    /** Ends a run under way; what it has removed stays removed, and the next start goes on from there. */
    @Override
    public void close() {
        thread.close();
    }

    /** One run over all buckets from where the last one ended. */
    private final class Run implements BucketLifecycle.Pace {
        private final TaskLease lease;
        private LifecyclePosition position;
        private long saved = System.nanoTime();

        Run(LifecyclePosition begin, TaskLease lease) {
            this.position = begin;
            this.lease = lease;
        }

        void buckets() {
            ListStart from = ListStart.START;
            while (true) {
                ListPage<Bucket> page = storage.buckets().list(new ListQuery("", Optional.empty(), from, PAGE));
                for (Bucket bucket : page.items()) {
                    String name = bucket.name().value();
                    if (name.compareTo(position.bucket()) >= 0) {
                        String after = name.equals(position.bucket()) ? position.key() : "";
                        position = new LifecyclePosition(position.day(), false, name, after);
                        bucket(bucket, after);
                    }
                }
                if (page.next().isEmpty()) {
                    return;
                }
                from = new ListStart.Cursor(page.next().get());
            }
        }

        private void bucket(Bucket bucket, String after) {
            try {
                new BucketLifecycle(storage, bucket.name(), day, clock.instant(), progress, this).apply(after);
            } catch (StorageException.NoSuchBucket _) {
                // Deleted meanwhile.
            } catch (StorageException | IllegalArgumentException e) {
                problem("lifecycle of bucket " + bucket.name() + ": " + e.getMessage());
            }
        }

        @Override
        public void beforeChange() {
            lease.require();
        }

        @Override
        public void passed(int entries, String key) {
            position = new LifecyclePosition(position.day(), false, position.bucket(), key);
            if (System.nanoTime() - saved > SAVED.toNanos()) {
                lease.require();
                saved = System.nanoTime();
                save(position);
            }
            pace.pass(entries);
        }
    }
}
