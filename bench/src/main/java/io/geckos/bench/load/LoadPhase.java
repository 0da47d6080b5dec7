package io.geckos.bench.load;

import io.geckos.bench.http.RequestFailure;
import io.geckos.bench.measure.LatencyMeter;
import io.geckos.bench.measure.OperationTally;
import io.geckos.bench.measure.RequestPace;
import io.geckos.bench.s3.S3Client;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs the tasks of all connections, each on a thread of its own, until the limit is reached or the tasks are finished.
 */
final class LoadPhase {
    private static final long TICK_MILLIS = 100;

    /** A connection stops after so many failures in a row. */
    private static final int GIVE_UP = 100;

    private static final long PAUSE_AFTER_FAILURE = TimeUnit.MILLISECONDS.toNanos(10);

    private final LoadPlan.Limit limit;
    private final Duration patience;
    private final RequestPace pace;
    private final boolean paced;
    private final long start = System.nanoTime();
    private final AtomicLong steps = new AtomicLong();
    private final OperationTally tally = new OperationTally();

    /**
     * One connection and its task.
     *
     * @param client the connection
     * @param task its task
     */
    record ConnectionTask(S3Client client, WorkerTask task) {}

    private LoadPhase(LoadPlan.Limit limit, double rate, Duration patience) {
        this.limit = limit;
        this.patience = patience;
        this.paced = rate > 0;
        this.pace = RequestPace.of(rate, start);
    }

    /** A phase of so many steps, as fast as possible, that begins now. */
    static LoadPhase of(long steps, Duration patience) {
        return new LoadPhase(new LoadPlan.Limit(LoadPlan.Limit.LONGEST, steps), 0, patience);
    }

    /** A phase at the load's pace that begins now. */
    static LoadPhase of(LoadPlan.Limit limit, LoadPlan.Drive drive) {
        return new LoadPhase(limit, drive.rate(), drive.patience());
    }

    /** The value of {@link #done} at the end, if no task ends early. */
    long total() {
        return limit.steps() < Long.MAX_VALUE ? limit.steps() : limit.time().toMillis();
    }

    /** The progress: in steps, or in milliseconds if the steps are not limited. */
    long done() {
        return limit.steps() < Long.MAX_VALUE
                ? Math.min(steps.get(), limit.steps())
                : Math.min(elapsed() / 1_000_000, total());
    }

    /** Runs the phase until every connection has ended. Calls {@code tick} several times a second. */
    OperationTally run(List<ConnectionTask> seats, Runnable tick) throws InterruptedException {
        List<Future<?>> threads = new ArrayList<>();
        ThreadFactory factory =
                Thread.ofPlatform().name("connection-", 0).daemon().factory();
        try (ExecutorService executor = Executors.newThreadPerTaskExecutor(factory)) {
            for (ConnectionTask seat : seats) {
                threads.add(executor.submit(() -> work(seat)));
            }
            for (Future<?> thread : threads) {
                while (!ended(thread)) {
                    tick.run();
                    giveUp(seats);
                }
            }
        }
        return tally;
    }

    private void giveUp(List<ConnectionTask> seats) {
        try {
            for (ConnectionTask seat : seats) {
                seat.client().giveUpAfter(patience.toNanos());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close a connection", e);
        }
    }

    private long elapsed() {
        return System.nanoTime() - start;
    }

    private static boolean ended(Future<?> thread) throws InterruptedException {
        try {
            thread.get(TICK_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the driver has a defect: " + e.getCause(), e.getCause());
        }
    }

    private void work(ConnectionTask seat) {
        LatencyMeter meter = new LatencyMeter(tally);
        seat.client().measureWith(meter);
        int failures = 0;
        while (failures < GIVE_UP && steps.getAndIncrement() < limit.steps()) {
            long due = pace.next();
            if (due - start >= limit.time().toNanos()) {
                return;
            }
            if (paced) {
                await(due, meter);
            }
            try {
                if (!seat.task().step()) {
                    return;
                }
                failures = 0;
            } catch (RequestFailure e) {
                failures++;
                LockSupport.parkNanos(PAUSE_AFTER_FAILURE);
            }
        }
    }

    /** Waits until a step is due. The time of a step that is late counts from the moment when it was due. */
    private static void await(long due, LatencyMeter meter) {
        long early = due - System.nanoTime();
        if (early <= 0) {
            meter.due(due);
        }
        for (; early > 0; early = due - System.nanoTime()) {
            LockSupport.parkNanos(early);
        }
    }
}
