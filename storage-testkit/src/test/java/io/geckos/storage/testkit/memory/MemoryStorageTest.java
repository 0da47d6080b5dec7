package io.geckos.storage.testkit.memory;

import io.geckos.domain.engine.Storage;
import io.geckos.storage.testkit.VersionedStorageContractSuites;

class MemoryStorageTest extends VersionedStorageContractSuites {
    @Override
    protected Storage open() {
        return new MemoryStorage();
    }
}
