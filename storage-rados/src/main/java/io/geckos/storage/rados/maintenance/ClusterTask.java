package io.geckos.storage.rados.maintenance;

import io.geckos.domain.engine.BackgroundTaskProgress;
import io.geckos.domain.engine.BackgroundTaskThread;
import io.geckos.domain.engine.DocumentName;
import io.geckos.domain.engine.DocumentStore;
import io.geckos.domain.engine.DocumentStore.Document;
import io.geckos.domain.engine.DocumentStore.Lease;
import io.geckos.domain.engine.TaskLease;
import io.geckos.domain.error.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * A background task of the cluster. One gateway at a time carries it out: that which has its lease. A document says when the last
 * run began, so that all gateways together run it once in its interval, and each time an operator starts it.
 */
public final class ClusterTask implements AutoCloseable {
    /** How many calls a run has under way at a time at most, so that requests find the cluster's queues short. */
    static final int CALLS = 64;

    /** Begins the names of the documents of all tasks. */
    public static final String PREFIX = "task-";

    /** The delay of the first run on a new cluster, unless the interval is shorter. */
    private static final Duration FIRST_RUN_DELAY = Duration.ofHours(1);

    /** The least pause. A gateway waits so long while another one is late with a run, because that may have died. */
    private static final Duration MIN_PAUSE = Duration.ofMinutes(1);

    private final BackgroundTaskProgress progress;
    private final BackgroundTaskThread thread;
    private final DocumentStore documents;
    private final DocumentName name;
    private final Duration interval;
    private final Run run;
    private final LongSupplier nanoTime;

    /** One run. */
    interface Run {
        /** Works until all is done, or until {@code goOn} answers false, which other threads may ask too; then it never answers true again. */
        void work(BooleanSupplier goOn);
    }

    /** {@code name} is one lower-case word. */
    ClusterTask(String name, Duration interval, DocumentStore documents, Run run) {
        this(name, interval, documents, run, System::nanoTime);
    }

    /** For tests, which have their own clock for leases. */
    ClusterTask(String name, Duration interval, DocumentStore documents, Run run, LongSupplier nanoTime) {
        this.progress = new BackgroundTaskProgress(name, true);
        this.documents = documents;
        this.name = new DocumentName(PREFIX + name);
        this.interval = interval;
        this.run = run;
        this.nanoTime = nanoTime;
        this.thread = new BackgroundTaskThread(progress, this::pause, this::runIfDue);
    }

    void start() {
        thread.start();
    }

    BackgroundTaskProgress progress() {
        return progress;
    }

    /** How long to wait until a run is due. */
    Optional<Duration> pause() {
        try {
            Duration left = documents
                    .read(name)
                    .map(it -> Duration.between(Instant.now(), began(it).plus(interval)))
                    .orElse(FIRST_RUN_DELAY.compareTo(interval) < 0 ? FIRST_RUN_DELAY : interval);
            return Optional.of(left.compareTo(MIN_PAUSE) < 0 ? MIN_PAUSE : left);
        } catch (StorageException _) {
            return Optional.of(MIN_PAUSE);
        }
    }

    private static Instant began(Document document) {
        return Instant.parse(document.text());
    }

    /** Runs if that is due or an operator asks for it, and no other gateway does so. */
    void runIfDue() {
        boolean wanted = progress.isWanted();
        progress.begin();
        progress.clear();
        boolean complete = false;
        try {
            Optional<Lease> lease = documents.lease(name, TaskLease.DURATION);
            if (lease.isEmpty()) {
                progress.set("elsewhere", 1);
                complete = true;
            } else {
                try (Lease held = lease.get()) {
                    complete = runOnce(held, wanted);
                }
            }
        } finally {
            progress.end(complete);
        }
    }

    /** Answers whether nothing is left to do. */
    private boolean runOnce(Lease lease, boolean wanted) {
        Optional<Document> last = documents.read(name);
        Instant now = Instant.now();
        if (!wanted && last.filter(it -> began(it).plus(interval).isAfter(now)).isPresent()) {
            progress.set("elsewhere", 1);
            return true;
        }
        RunCondition condition = new RunCondition(new TaskLease(lease, nanoTime));
        run.work(condition);
        boolean whole = !condition.isStopped();
        if (whole) {
            documents.write(name, last.map(Document::revision), now.toString());
        }
        return whole;
    }

    /**
     * Stops the run if its lease is lost, the task is cancelled or the thread is interrupted. For the thread that makes the run, and
     * for others that work for it.
     */
    private final class RunCondition implements BooleanSupplier {
        private final TaskLease lease;
        private final Thread runner = Thread.currentThread();
        private volatile boolean stopped;

        RunCondition(TaskLease lease) {
            this.lease = lease;
        }

        @Override
        public boolean getAsBoolean() {
            if (!stopped && (progress.isOver() || runner.isInterrupted() || !lease.isHeld())) {
                stopped = true;
            }
            return !stopped;
        }

        boolean isStopped() {
            return stopped;
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
