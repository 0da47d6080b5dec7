package io.geckos.storage.testkit.memory;

import io.geckos.domain.engine.BackgroundTask;
import io.geckos.domain.engine.BackgroundTaskReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A background task without work. A run ends at once, and none begins on a schedule. */
final class MemoryBackgroundTask implements BackgroundTask {
    private final String name;
    private Optional<Instant> finished = Optional.empty();
    private long rounds;

    MemoryBackgroundTask(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized BackgroundTaskReport report() {
        return new BackgroundTaskReport(
                false, false, finished, finished, finished, Map.of("rounds", rounds), List.of());
    }

    @Override
    public synchronized boolean start() {
        finished = Optional.of(Instant.now());
        rounds++;
        return true;
    }

    @Override
    public boolean stop() {
        return false;
    }
}
