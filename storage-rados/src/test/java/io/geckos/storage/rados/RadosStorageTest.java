package io.geckos.storage.rados;

import io.geckos.domain.engine.Storage;
import io.geckos.storage.testkit.VersionedStorageContractSuites;
import java.util.Map;

/** All contract suites on a real cluster. */
class RadosStorageTest extends VersionedStorageContractSuites {
    private Map<String, String> settings = Map.of();

    @Override
    public Storage open() {
        settings = CephCluster.get().newSettings();
        return CephCluster.get().open(settings);
    }

    @Override
    public Storage reopen(Storage storage) {
        storage.close();
        return CephCluster.get().open(settings);
    }

    @Override
    public int rounds() {
        return 8;
    }
}
