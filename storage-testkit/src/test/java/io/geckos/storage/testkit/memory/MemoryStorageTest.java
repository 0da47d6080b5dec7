package io.geckos.storage.testkit.memory;

import io.geckos.domain.engine.Storage;
import io.geckos.storage.testkit.StorageSuites;

class MemoryStorageTest extends StorageSuites {
    @Override
    protected Storage open() {
        return new MemoryStorage();
    }
}
