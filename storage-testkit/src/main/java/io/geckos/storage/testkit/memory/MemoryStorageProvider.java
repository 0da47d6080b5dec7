package io.geckos.storage.testkit.memory;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.engine.StorageProvider;
import io.geckos.domain.engine.VerifyListener;
import java.util.Map;

/** Opens a new, empty {@link MemoryStorage} for {@code storage.type = memory}. */
public final class MemoryStorageProvider implements StorageProvider {
    @Override
    public String type() {
        return "memory";
    }

    @Override
    public Map<String, String> defaults() {
        return Map.of();
    }

    @Override
    public void check(Map<String, String> settings) {
        if (!settings.isEmpty()) {
            throw new IllegalArgumentException("unknown storage settings " + settings.keySet() + ", memory has none");
        }
    }

    @Override
    public void checkPlace(Map<String, String> settings) {
        check(settings);
    }

    @Override
    public Storage open(Map<String, String> settings) {
        check(settings);
        return new MemoryStorage();
    }

    @Override
    public Storage openIdle(Map<String, String> settings) {
        return open(settings);
    }

    /** Does nothing, because a new storage is always empty. */
    @Override
    public void verify(Map<String, String> settings, boolean repair, VerifyListener inspection) {
        inspection.expect(0, 0);
    }
}
