package io.geckos.domain.engine;

import static java.lang.System.Logger.Level.WARNING;

import io.geckos.domain.error.StorageException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The thread of a background task: begins a run when one is due or somebody starts one, and waits in between. A task that is
 * only ever started by operators has no thread before that. A run ends early by {@link RateLimiter.Stopped}. What goes wrong in
 * a run is a problem in the task's report and a line in the log, and the next run begins at its time.
 */
public final class BackgroundTaskThread implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(BackgroundTaskThread.class.getName());

    private final BackgroundTaskProgress progress;
    private final Supplier<Optional<Duration>> pause;
    private final Runnable run;
    private final Thread thread;
    private boolean started;
    private boolean closed;

    /**
     * Makes a thread that does nothing before {@link #start}.
     *
     * @param pause how long to wait for the next run, asked for at the start and after each run; without one only operators begin runs
     * @param run one run, which reports its beginning and end itself
     */
    public BackgroundTaskThread(BackgroundTaskProgress progress, Supplier<Optional<Duration>> pause, Runnable run) {
        this.progress = progress;
        this.pause = pause;
        this.run = run;
        // A platform thread: a run that reads for hours would keep a carrier of virtual threads busy.
        this.thread = Thread.ofPlatform().daemon().name(progress.name()).unstarted(this::work);
        progress.onStart(this::wake);
    }

    /** Begins to wait for the first run. */
    public synchronized void start() {
        started = true;
        if (progress.report().scheduled() || progress.isWanted()) {
            wake();
        }
    }

    private synchronized void wake() {
        if (started && !closed && thread.getState() == Thread.State.NEW) {
            thread.start();
        }
        notifyAll();
    }

    private void work() {
        try {
            while (true) {
                await(pause.get());
                runOnce();
            }
        } catch (InterruptedException | RateLimiter.Stopped _) {
            // As asked for by close.
        }
    }

    private synchronized void await(Optional<Duration> next) throws InterruptedException {
        long due = System.nanoTime() + next.orElse(Duration.ZERO).toNanos();
        while (!progress.take()) {
            long left = due - System.nanoTime();
            if (next.isPresent() && left <= 0) {
                // Without a wait nothing else would notice.
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                return;
            }
            // At least a millisecond, as 0 waits for ever.
            wait(next.isPresent() ? Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)) : 0);
        }
    }

    private void runOnce() {
        try {
            run.run();
        } catch (RateLimiter.Stopped stopped) {
            if (Thread.currentThread().isInterrupted()) {
                throw stopped;
            }
        } catch (RuntimeException e) {
            // A wish that stays would be tried again at once, for ever.
            progress.giveUp();
            String problem = progress.name() + ": " + (e.getMessage() == null ? e : e.getMessage());
            progress.problem(problem);
            LOGGER.log(WARNING, problem, e instanceof StorageException || e instanceof TaskLease.Lost ? null : e);
        }
    }

    /** Ends a run under way, and waits until it has ended: after that the task touches nothing any more. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
