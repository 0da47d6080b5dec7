package io.geckos.storage.rados.maintenance;

import io.geckos.domain.engine.BackgroundTaskProgress;
import io.geckos.domain.engine.BackgroundTaskThread;
import io.geckos.domain.engine.DocumentName;
import io.geckos.domain.engine.DocumentStore;
import io.geckos.domain.engine.DocumentStore.Lease;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A background task that one gateway of the cluster carries out at a time: that which has its lease. */
final class ClusterTask implements AutoCloseable {
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final BackgroundTaskProgress progress;
    private final BackgroundTaskThread thread;
    private final DocumentStore documents;
    private final DocumentName leaseName;
    private final Run run;

    /** One run. */
    interface Run {
        /** Works until all is done, or until {@code goOn} answers false. */
        void work(BooleanSupplier goOn);
    }

    /** {@code name} is one lower-case word. */
    ClusterTask(String name, Duration interval, DocumentStore documents, Run run) {
        this.progress = new BackgroundTaskProgress(name, true);
        this.documents = documents;
        this.leaseName = new DocumentName("task-" + name);
        this.run = run;
        this.thread = new BackgroundTaskThread(progress, () -> Optional.of(interval), this::runOnce);
    }

    void start() {
        thread.start();
    }

    BackgroundTaskProgress progress() {
        return progress;
    }

    private void runOnce() {
        progress.begin();
        progress.clear();
        boolean whole = false;
        try {
            Optional<Lease> lease = documents.lease(leaseName, LEASE);
            if (lease.isPresent()) {
                try (Lease held = lease.get()) {
                    RenewedLease renewed = new RenewedLease(held);
                    run.work(renewed);
                    whole = !renewed.stopped;
                }
            } else {
                progress.set("elsewhere", 1);
                whole = true;
            }
        } finally {
            progress.end(whole);
        }
    }

    /** Renews the lease now and then, and stops the run if it is lost or somebody wants it. */
    private final class RenewedLease implements BooleanSupplier {
        private final Lease lease;
        private long renewed = System.nanoTime();
        private boolean stopped;

        RenewedLease(Lease lease) {
            this.lease = lease;
        }

        @Override
        public boolean getAsBoolean() {
            stopped |= progress.isOver() || Thread.currentThread().isInterrupted();
            if (!stopped && System.nanoTime() - renewed > LEASE.toNanos() / 5) {
                stopped |= !lease.renew();
                renewed = System.nanoTime();
            }
            return !stopped;
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
