package io.geckos.server;

import io.geckos.domain.engine.BackgroundTaskRegistry;
import io.geckos.domain.engine.Storage;
import io.geckos.s3.api.EncryptionSettings;
import io.geckos.server.config.Settings;
import io.geckos.server.lifecycle.LifecycleTask;
import io.geckos.server.rewrap.RewrapTask;
import java.time.Clock;
import java.util.Optional;

/** The background tasks of the server itself. Those of the storage run while it is open. */
final class ServerTasks implements AutoCloseable {
    private final LifecycleTask lifecycle;

    /** Empty without a master key. */
    private final Optional<RewrapTask> rewrap;

    private final BackgroundTaskRegistry all;

    /** Makes tasks that do nothing before {@link #start}. */
    ServerTasks(Settings settings, EncryptionSettings encryption, Storage storage) {
        this.lifecycle = new LifecycleTask(storage, settings.lifecycleDay(), Clock.systemUTC());
        this.rewrap =
                encryption.sealer().filter(_ -> encryption.masterKeys()).map(sealer -> new RewrapTask(storage, sealer));
        this.all = new BackgroundTaskRegistry(storage);
        all.add(lifecycle.task());
        rewrap.ifPresent(it -> all.add(it.task()));
    }

    /** All background tasks, also those of the storage. */
    BackgroundTaskRegistry all() {
        return all;
    }

    void start() {
        lifecycle.start();
        rewrap.ifPresent(RewrapTask::start);
    }

    @Override
    public void close() {
        lifecycle.close();
        rewrap.ifPresent(RewrapTask::close);
    }
}
