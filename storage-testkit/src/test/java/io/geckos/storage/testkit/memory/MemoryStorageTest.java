package io.geckos.storage.testkit.memory;

import io.geckos.domain.engine.Storage;
import io.geckos.storage.testkit.StorageContractSuites;

class MemoryStorageTest extends StorageContractSuites {
    @Override
    protected Storage open() {
        return new MemoryStorage();
    }
}
