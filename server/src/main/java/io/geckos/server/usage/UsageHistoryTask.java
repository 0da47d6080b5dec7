package io.geckos.server.usage;

import static java.lang.System.Logger.Level.WARNING;

import io.geckos.domain.engine.BackgroundTask;
import io.geckos.domain.engine.BackgroundTaskProgress;
import io.geckos.domain.engine.BackgroundTaskThread;
import io.geckos.domain.engine.DocumentName;
import io.geckos.domain.engine.DocumentStore.Lease;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.engine.StorageUsage;
import io.geckos.domain.engine.StorageUsage.Figures;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.security.Account;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes a sample of what is stored at the beginning of each hour, or as soon as the storage has counted. One server of those
 * that share a store does so.
 */
public final class UsageHistoryTask implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(UsageHistoryTask.class.getName());

    /** How soon to try again: the storage has not counted yet, or another server is at it. */
    private static final Duration RETRY = Duration.ofMinutes(1);

    /** How long another server waits for one that has died. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    private static final DocumentName NAME = new DocumentName("usage");

    private final Storage storage;
    private final UsageHistory history;
    private final Supplier<List<String>> accounts;
    private final InstantSource clock;
    private final BackgroundTaskProgress progress = new BackgroundTaskProgress("usage", true);
    private final BackgroundTaskThread thread;

    /** The hour for which nothing is left to do. */
    private Instant done = Instant.MIN;

    /**
     * Does nothing before {@link #start}.
     *
     * @param accounts the numbers of the accounts there are
     */
    public UsageHistoryTask(
            Storage storage, UsageHistory history, Supplier<List<String>> accounts, InstantSource clock) {
        this.storage = storage;
        this.history = history;
        this.accounts = accounts;
        this.clock = clock;
        this.thread = new BackgroundTaskThread(progress, this::pause, this::runIfDue);
    }

    /** How operators see it. */
    public BackgroundTask task() {
        return progress;
    }

    /** Begins to take samples. */
    public void start() {
        thread.start();
    }

    private Instant hour() {
        return clock.instant().truncatedTo(ChronoUnit.HOURS);
    }

    /** How long to wait for the next try. */
    Optional<Duration> pause() {
        Instant hour = hour();
        return Optional.of(done.equals(hour) ? Duration.between(clock.instant(), hour.plus(UsageSeries.HOUR)) : RETRY);
    }

    /** Takes the sample of this hour, unless there is one, the storage has not counted everything, or another server is at it. */
    void runIfDue() {
        Instant hour = hour();
        if ((done.equals(hour) && !progress.isWanted()) || isThere(hour)) {
            done = hour;
            progress.giveUp();
            return;
        }
        Optional<Lease> lease = storage.documents().lease(NAME, LEASE);
        if (lease.isEmpty()) {
            progress.giveUp();
            return;
        }
        try (Lease _ = lease.get()) {
            storage.usage()
                    .filter(StorageUsage::complete)
                    .ifPresentOrElse(usage -> take(hour, usage), progress::giveUp);
        }
    }

    private boolean isThere(Instant hour) {
        try {
            return history.has(hour);
        } catch (IllegalArgumentException _) {
            // Told of when the sample is taken.
            return false;
        }
    }

    private void take(Instant hour, StorageUsage usage) {
        boolean whole = false;
        progress.begin();
        try {
            Map<UsageSubject, Figures> figures = figures(usage);
            List<String> problems = history.add(hour, figures);
            problems.forEach(this::problem);
            progress.set("samples", figures.size());
            done = hour;
            whole = problems.isEmpty();
        } finally {
            progress.end(whole);
        }
    }

    private void problem(String text) {
        progress.problem(text);
        LOGGER.log(WARNING, "usage: {0}", text);
    }

    private Map<UsageSubject, Figures> figures(StorageUsage usage) {
        Map<UsageSubject, Figures> all = new HashMap<>();
        all.put(UsageSubject.TOTAL, Figures.NONE);
        accounts.get().forEach(number -> all.put(UsageSubject.account(number), Figures.NONE));
        for (StorageUsage.OfBucket bucket : usage.buckets()) {
            try {
                String owner = storage.buckets()
                        .owner(bucket.bucket())
                        .flatMap(principal -> Account.numberOf(principal.id()))
                        .orElse(Account.FIRST);
                all.put(UsageSubject.bucket(bucket.bucket()), bucket.figures());
                all.merge(UsageSubject.account(owner), bucket.figures(), Figures::plus);
                all.merge(UsageSubject.TOTAL, bucket.figures(), Figures::plus);
            } catch (StorageException.NoSuchBucket _) {
                // Deleted meanwhile.
            }
        }
        return all;
    }

    /** Ends a run under way. What it has written stays, and the next one does the rest. */
    @Override
    public void close() {
        thread.close();
    }
}
