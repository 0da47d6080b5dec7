package io.geckos.storage.testkit.memory;

import io.geckos.domain.engine.Storage;
import io.geckos.storage.testkit.VersionedStorageContractSuites;

class MemoryStorageTest extends VersionedStorageContractSuites {
    @Override
    public Storage open() {
        return new MemoryStorage();
    }
}
