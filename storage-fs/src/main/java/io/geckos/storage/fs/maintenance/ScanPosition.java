package io.geckos.storage.fs.maintenance;

import io.geckos.domain.engine.BackgroundTask;
import io.geckos.domain.engine.BackgroundTaskReport;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How a chore goes on: one thread does it, any may ask, start and stop it. Who does it spends its time here. */
public final class ScanPosition implements BackgroundTask, RateLimiter.Sleep {
    private static final int MOST_PROBLEMS = 100;

    private final String name;
    private final boolean scheduled;
    private final Map<String, Long> figures = new TreeMap<>();
    private final Deque<String> problems = new ArrayDeque<>();
    private Runnable wake = () -> {};
    private boolean wanted;
    private boolean running;
    private boolean stopping;
    private @Nullable Instant began;
    private @Nullable Instant ended;
    private @Nullable Instant finished;

    public ScanPosition(String name, boolean scheduled) {
        this.name = name;
        this.scheduled = scheduled;
    }

    /** What to do when a run is wanted, to have the one begin it who does it. */
    synchronized void onStart(Runnable wakes) {
        wake = wakes;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean start() {
        Runnable wakes;
        synchronized (this) {
            if (running || wanted) {
                return false;
            }
            wanted = true;
            wakes = wake;
        }
        wakes.run();
        return true;
    }

    @Override
    public synchronized boolean stop() {
        boolean any = running || wanted;
        wanted = false;
        stopping = running;
        notifyAll();
        return any;
    }

    /** Whether somebody has asked for a run that has not begun. */
    synchronized boolean isWanted() {
        return wanted;
    }

    synchronized void begin() {
        began = Instant.now();
        running = true;
        wanted = false;
        stopping = false;
    }

    synchronized void end(boolean whole) {
        ended = Instant.now();
        finished = whole ? ended : finished;
        running = false;
        stopping = false;
    }

    /** Waits so long, or until the run is to end. */
    @Override
    public synchronized void nanos(long nanos) throws InterruptedException {
        long until = System.nanoTime() + nanos;
        for (long left = nanos; left > 0 && !stopping; left = until - System.nanoTime()) {
            // At least a millisecond, as 0 would wait for ever.
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
        }
    }

    @Override
    public synchronized boolean isOver() {
        return stopping;
    }

    synchronized void set(String figure, long value) {
        figures.put(figure, value);
    }

    synchronized void add(String figure, long more) {
        figures.merge(figure, more, Long::sum);
    }

    synchronized void problem(String problem) {
        if (problems.size() == MOST_PROBLEMS) {
            problems.removeFirst();
        }
        problems.addLast(problem);
    }

    /** What was seen before is not seen any more. */
    synchronized void clear() {
        figures.clear();
        problems.clear();
    }

    @Override
    public synchronized BackgroundTaskReport report() {
        return new BackgroundTaskReport(
                scheduled,
                running || wanted,
                Optional.ofNullable(began),
                Optional.ofNullable(ended),
                Optional.ofNullable(finished),
                figures,
                List.copyOf(problems));
    }
}
