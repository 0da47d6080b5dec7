package io.geckos.server.rewrap;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.geckos.domain.engine.BackgroundTask;
import io.geckos.domain.engine.BackgroundTaskProgress;
import io.geckos.domain.engine.BackgroundTaskThread;
import io.geckos.domain.engine.DocumentName;
import io.geckos.domain.engine.DocumentStore;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.engine.TaskLease;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.sealing.Sealer;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Brings all seals under the newest master key, when an operator asks for it. Only seals change, and no object. A run that a
 * restart or an operator has ended goes on where it was. One server of those that share a store does so.
 */
public final class RewrapTask implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(RewrapTask.class.getName());
    private static final DocumentName NAME = new DocumentName("rewrap");

    private final Storage storage;
    private final Sealer sealer;
    private final LongSupplier nanoTime;
    private final BackgroundTaskProgress progress = new BackgroundTaskProgress("rewrap", false);
    private final BackgroundTaskThread thread;

    /** Does nothing before {@link #start}. The sealer must have a master key. */
    public RewrapTask(Storage storage, Sealer sealer) {
        this(storage, sealer, System::nanoTime);
    }

    /** For tests, which have their own clock for the lease. */
    RewrapTask(Storage storage, Sealer sealer, LongSupplier nanoTime) {
        this.storage = storage;
        this.sealer = sealer;
        this.nanoTime = nanoTime;
        this.thread = new BackgroundTaskThread(progress, Optional::empty, this::runOnce);
    }

    /** How operators see it. */
    public BackgroundTask task() {
        return progress;
    }

    /** Goes on with a run that the end of the server has cut off, and waits for operators. */
    public void start() {
        wishWhatWasCutOff();
        thread.start();
    }

    /** Wishes for a run if the last one was neither stopped nor ended. */
    void wishWhatWasCutOff() {
        try {
            if (saved().filter(it -> it.state() == RewrapPosition.State.RUNNING).isPresent()) {
                boolean _ = progress.start();
            }
        } catch (StorageException e) {
            problem("rewrap: " + e.getMessage());
        }
    }

    /** What was saved of a run for the newest key. */
    private Optional<RewrapPosition> saved() {
        return storage.documents()
                .read(NAME)
                .flatMap(document -> RewrapPosition.parse(document.text()))
                .filter(it -> it.masterKey().equals(sealer.masterKeys().getFirst()));
    }

    /** Runs from where the last run ended, or from the beginning if it is done. Does nothing while another server does so. */
    void runOnce() {
        Optional<DocumentStore.Lease> lease = storage.documents().lease(NAME, TaskLease.DURATION);
        if (lease.isEmpty()) {
            progress.giveUp();
            problem("rewrap: another server does so already");
            return;
        }
        try (DocumentStore.Lease mine = lease.get()) {
            RewrapPosition begin = saved().filter(it -> it.state() != RewrapPosition.State.DONE)
                    .orElseGet(() -> RewrapPosition.beginFor(sealer.masterKeys().getFirst()));
            boolean whole = false;
            progress.begin();
            try {
                TaskLease held = new TaskLease(mine, nanoTime);
                new RewrapRun(storage, sealer, progress, held, this::save).from(begin);
                whole = true;
                LOGGER.log(INFO, "rewrap: {0}", progress.report().figures());
            } finally {
                progress.end(whole);
            }
        }
    }

    private void save(RewrapPosition position) {
        Optional<String> revision = storage.documents().read(NAME).map(DocumentStore.Document::revision);
        boolean _ = storage.documents().write(NAME, revision, position.text());
    }

    private void problem(String text) {
        progress.problem(text);
        LOGGER.log(WARNING, text);
    }

    /** Ends a run under way; the next start of the server goes on from there. */
    @Override
    public void close() {
        thread.close();
    }
}
