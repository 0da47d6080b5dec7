package io.geckos.domain.engine;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A background task that one thread does: it tells of its progress here and waits here, and any thread may ask how far it
 * is, start it and stop it.
 */
public final class BackgroundTaskProgress implements BackgroundTask, RateLimiter.Sleep {
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

    /**
     * Of a task that has done nothing yet.
     *
     * @param scheduled whether it also runs by itself
     */
    public BackgroundTaskProgress(String name, boolean scheduled) {
        this.name = name;
        this.scheduled = scheduled;
    }

    /** Says how the thread that does it is woken when a run is asked for. */
    public synchronized void onStart(Runnable wakes) {
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

    /** Tells whether somebody has asked for a run that has not begun. */
    public synchronized boolean isWanted() {
        return wanted;
    }

    /** Says that a run begins. */
    public synchronized void begin() {
        began = Instant.now();
        running = true;
        wanted = false;
        stopping = false;
    }

    /** Says that the run has ended; {@code whole} if it was neither stopped nor failed. */
    public synchronized void end(boolean whole) {
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

    /** Gives a figure of the report a value. */
    public synchronized void set(String figure, long value) {
        figures.put(figure, value);
    }

    /** Adds to a figure of the report. */
    public synchronized void add(String figure, long more) {
        figures.merge(figure, more, Long::sum);
    }

    /** Tells operators of something they should see to; the oldest of very many are forgotten. */
    public synchronized void problem(String problem) {
        if (problems.size() == MOST_PROBLEMS) {
            problems.removeFirst();
        }
        problems.addLast(problem);
    }

    /** Forgets all figures and problems. */
    public synchronized void clear() {
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
