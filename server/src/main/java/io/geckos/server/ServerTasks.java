package io.geckos.server;

import io.geckos.domain.engine.BackgroundTaskRegistry;
import io.geckos.domain.engine.Storage;
import io.geckos.s3.api.EncryptionSettings;
import io.geckos.server.admin.AdminAccess;
import io.geckos.server.admin.AdminRoutes;
import io.geckos.server.admin.BackgroundTasksApi;
import io.geckos.server.admin.UsageHistoryApi;
import io.geckos.server.lifecycle.LifecycleTask;
import io.geckos.server.rewrap.RewrapTask;
import io.geckos.server.settings.Settings;
import io.geckos.server.usage.UsageHistory;
import io.geckos.server.usage.UsageHistoryTask;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The background tasks of the server itself. Those of the storage run while it is open. */
final class ServerTasks implements AutoCloseable {
    private final Storage storage;
    private final Supplier<List<String>> accounts;
    private final LifecycleTask lifecycle;

    /** Empty without a master key. */
    private final Optional<RewrapTask> rewrap;

    private final UsageHistory history;
    private final UsageHistoryTask usage;
    private final BackgroundTaskRegistry all;

    /**
     * Makes tasks that do nothing before {@link #start}.
     *
     * @param accounts the numbers of the accounts there are
     */
    ServerTasks(Settings settings, EncryptionSettings encryption, Storage storage, Supplier<List<String>> accounts) {
        this.storage = storage;
        this.accounts = accounts;
        this.lifecycle = new LifecycleTask(storage, settings.lifecycleDay(), Clock.systemUTC());
        this.rewrap =
                encryption.sealer().filter(_ -> encryption.masterKeys()).map(sealer -> new RewrapTask(storage, sealer));
        this.history = new UsageHistory(storage.documents());
        this.usage = new UsageHistoryTask(storage, history, accounts, Clock.systemUTC());
        this.all = new BackgroundTaskRegistry(storage);
        all.add(lifecycle.task());
        all.add(usage.task());
        rewrap.ifPresent(it -> all.add(it.task()));
    }

    /** All background tasks, also those of the storage. */
    BackgroundTaskRegistry all() {
        return all;
    }

    /** Lets operators see and begin tasks, and see what was stored over time. */
    void route(AdminRoutes routes, AdminAccess operators) {
        new BackgroundTasksApi(all).route(routes, operators);
        new UsageHistoryApi(history, storage.buckets(), number -> accounts.get().contains(number), Clock.systemUTC())
                .route(routes, operators);
    }

    void start() {
        lifecycle.start();
        usage.start();
        rewrap.ifPresent(RewrapTask::start);
    }

    @Override
    public void close() {
        lifecycle.close();
        usage.close();
        rewrap.ifPresent(RewrapTask::close);
    }
}
