package io.geckos.server.rewrap;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.engine.BackgroundTaskProgress;
import io.geckos.domain.engine.RateLimiter;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.engine.TaskLease;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.sealing.Sealer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One run over all buckets. It makes a second pass if the first one has changed anything, because an object may be renamed to
 * a key that was done already. Only then it tells which keys nothing needs. For one use, by one thread.
 */
final class RewrapRun implements BucketRewrap.Pace {
    /** The figure of passes that were begun. */
    static final String PASSES = "passes";

    /** The figure of seals that the first pass brought under the newest key. */
    static final String REWRAPPED = "rewrapped";

    /** The figure of seals that the second pass brought under the newest key. */
    static final String LATE = "rewrapped.late";

    /** How many entries of listings are read a second. */
    private static final long RATE = 2000;

    /** How often it is saved how far a run is. */
    private static final Duration SAVED = Duration.ofSeconds(30);

    private static final int PAGE = 1000;

    private final Storage storage;
    private final Sealer sealer;
    private final BackgroundTaskProgress progress;
    private final TaskLease lease;
    private final Consumer<RewrapPosition> save;
    private final RateLimiter pace;
    private RewrapPosition position;
    private long savedAt = System.nanoTime();

    /** @param save keeps a position */
    RewrapRun(
            Storage storage,
            Sealer sealer,
            BackgroundTaskProgress progress,
            TaskLease lease,
            Consumer<RewrapPosition> save) {
        this.storage = storage;
        this.sealer = sealer;
        this.progress = progress;
        this.lease = lease;
        this.save = save;
        this.pace = new RateLimiter(RATE, progress);
        this.position = RewrapPosition.beginFor(sealer.masterKeys().getFirst());
    }

    /** Goes on from a position until the end. Saves it when it begins, from time to time, when it is stopped, and at the end. */
    void from(RewrapPosition begin) {
        position = begin;
        progress.clear();
        begin.figures().forEach(progress::set);
        try {
            if (figure(PASSES) == 0) {
                beginPass(1);
            }
            save(RewrapPosition.State.RUNNING);
            buckets();
            if (figure(PASSES) == 1 && figure(REWRAPPED) + figure(SealRewrap.CHANGED) > 0) {
                beginPass(2);
                buckets();
            }
            tellWhatIsFree();
            save(RewrapPosition.State.DONE);
        } catch (RateLimiter.Stopped stopped) {
            // The end of the server is no wish of an operator.
            if (!Thread.currentThread().isInterrupted()) {
                save(RewrapPosition.State.STOPPED);
            }
            throw stopped;
        }
    }

    /** All counts begin anew but that of the seals that were changed. */
    private void beginPass(int number) {
        long rewrapped = figure(REWRAPPED);
        progress.clear();
        progress.set(PASSES, number);
        progress.set(REWRAPPED, rewrapped);
        progress.set(SealRewrap.FAILED, 0);
        position = position.at("", "");
    }

    private long figure(String name) {
        return progress.report().figures().getOrDefault(name, 0L);
    }

    private void buckets() {
        SealRewrap seals = new SealRewrap(sealer, progress, figure(PASSES) == 1 ? REWRAPPED : LATE);
        ListStart from = ListStart.START;
        while (true) {
            ListPage<Bucket> page = storage.buckets().list(new ListQuery("", Optional.empty(), from, PAGE));
            for (Bucket bucket : page.items()) {
                String name = bucket.name().value();
                if (name.compareTo(position.bucket()) >= 0) {
                    String after = name.equals(position.bucket()) ? position.key() : "";
                    position = position.at(name, after);
                    bucket(bucket, after, seals);
                }
            }
            if (page.next().isEmpty()) {
                return;
            }
            from = new ListStart.Cursor(page.next().get());
        }
    }

    private void bucket(Bucket bucket, String after, SealRewrap seals) {
        try {
            new BucketRewrap(storage, bucket.name(), seals, this).run(after);
        } catch (StorageException.NoSuchBucket _) {
            // Deleted meanwhile, with all that was in it.
        } catch (StorageException e) {
            seals.refused("bucket " + bucket.name(), e);
        }
    }

    /** Says of each older key that nothing needs that it is free, or why nobody knows. */
    private void tellWhatIsFree() {
        Map<String, Long> figures = progress.report().figures();
        // What the first pass saw change, the second has looked at.
        if (figure(SealRewrap.FAILED) + figure(SealRewrap.CHANGED) + figure(LATE) > 0) {
            progress.problem("rewrap: not all seals could be looked at; start it again before a master key is removed");
            return;
        }
        for (String key : sealer.masterKeys()) {
            if (!figures.containsKey(SealRewrap.KEY + key)) {
                progress.set(SealRewrap.KEY + key, 0);
            }
        }
    }

    @Override
    public void passed(int entries, String key) {
        progress.add("entries", entries);
        position = position.at(position.bucket(), key);
        if (System.nanoTime() - savedAt > SAVED.toNanos()) {
            save(RewrapPosition.State.RUNNING);
        }
        pace.pass(entries);
    }

    @Override
    public void beforeChange() {
        lease.require();
    }

    private void save(RewrapPosition.State state) {
        lease.require();
        savedAt = System.nanoTime();
        save.accept(position.with(state, progress.report().figures()));
    }
}
