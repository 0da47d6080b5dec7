package io.geckos.domain.contract;

import io.geckos.domain.engine.Storage;

class MemoryStorageTest extends StorageSuites {
    @Override
    protected Storage open() {
        return new MemoryStorage();
    }
}
