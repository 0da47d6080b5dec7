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
 * The state of a background task that runs on one thread. The task's thread reports its progress here and waits here.
 * Any other thread may read the progress, and start or stop a run.
 */
public final class BackgroundTaskProgress implements BackgroundTask, RateLimiter.Sleep {
    private static final int MOST_PROBLEMS = 100;

    private final String name;
    private final boolean scheduled;
    private final Map<String, Long> figures = new TreeMap<>();
    private final Deque<String> problems = new ArrayDeque<>();
    private Runnable wake = () -> {};
    /** A run was started, and the task's thread has not heard of it. */
    private boolean wanted;
    /** The thread has heard of it, and has not begun. */
    private boolean taken;

    private boolean running;
    private boolean stopping;
    private @Nullable Instant began;
    private @Nullable Instant ended;
    private @Nullable Instant finished;

    /**
     * Makes the state of a task that has not run yet.
     *
     * @param scheduled whether the task also runs without being started
     */
    public BackgroundTaskProgress(String name, boolean scheduled) {
        this.name = name;
        this.scheduled = scheduled;
    }

    /** Sets the action that wakes the task's thread when somebody starts a run. */
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
            if (running || isWanted()) {
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
        boolean any = running || isWanted();
        wanted = false;
        stopping = running || taken;
        notifyAll();
        return any;
    }

    /** Tells whether a run was started and has not begun yet. */
    public synchronized boolean isWanted() {
        return wanted || taken;
    }

    /**
     * Takes the wish for a run, if somebody started one: the task's thread is about to {@link #begin}. If the task is
     * stopped before that, the run ends as soon as it asks {@link #isOver}.
     */
    public synchronized boolean take() {
        taken |= wanted;
        wanted = false;
        return taken;
    }

    /** Gives up a run that was started and cannot begin. */
    public synchronized void giveUp() {
        wanted = false;
        taken = false;
        stopping = false;
    }

    /** Records that a run begins. */
    public synchronized void begin() {
        began = Instant.now();
        running = true;
        stopping &= taken;
        wanted = false;
        taken = false;
    }

    /** Records that the run has ended. {@code whole} is true if it neither failed nor was stopped. */
    public synchronized void end(boolean whole) {
        ended = Instant.now();
        finished = whole ? ended : finished;
        running = false;
        stopping = false;
    }

    /** Waits that many nanoseconds, or until the run is stopped. */
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

    /** Sets a figure of the report. */
    public synchronized void set(String figure, long value) {
        figures.put(figure, value);
    }

    /** Adds to a figure of the report. */
    public synchronized void add(String figure, long more) {
        figures.merge(figure, more, Long::sum);
    }

    /** Reports a problem that an operator should look at. Only the latest problems are kept. */
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
                running || isWanted(),
                Optional.ofNullable(began),
                Optional.ofNullable(ended),
                Optional.ofNullable(finished),
                figures,
                List.copyOf(problems));
    }
}
