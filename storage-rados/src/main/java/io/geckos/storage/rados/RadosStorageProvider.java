package io.geckos.storage.rados;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.engine.StorageProvider;
import io.geckos.domain.engine.VerifyListener;
import io.geckos.domain.error.StorageException.Unavailable;
import io.geckos.storage.rados.data.UploadMemory;
import io.geckos.storage.rados.maintenance.Resharding;
import java.util.Map;

/** Opens a namespace of a cluster. The client library of Ceph is not looked for before. */
public final class RadosStorageProvider implements StorageProvider {
    /** For {@link java.util.ServiceLoader}. */
    public RadosStorageProvider() {}

    @Override
    public String type() {
        return "rados";
    }

    @Override
    public Map<String, String> defaults() {
        return RadosSettings.DEFAULTS;
    }

    @Override
    public void check(Map<String, String> settings) {
        RadosSettings _ = RadosSettings.of(settings);
    }

    @Override
    public void checkPlace(Map<String, String> settings) {
        RadosConnection.open(RadosSettings.of(settings)).close();
    }

    @Override
    public Storage open(Map<String, String> settings) {
        return connect(RadosSettings.of(settings)).start();
    }

    @Override
    public Storage openIdle(Map<String, String> settings) {
        return connect(RadosSettings.of(settings));
    }

    private static RadosStorage connect(RadosSettings settings) {
        RadosConnection connection = RadosConnection.open(settings);
        try {
            return new RadosStorage(
                    connection,
                    settings.shards(),
                    settings.grace(),
                    Resharding.ROWS,
                    new UploadMemory(settings.uploadMemory()));
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public void verify(Map<String, String> settings, boolean repair, VerifyListener inspection) {
        if (repair) {
            throw new Unavailable(
                    "storage.type rados has no quarantine: verify without repair, and let Ceph repair its copies"
                            + " by scrubs (ceph pg repair)");
        }
        try (Storage storage = openIdle(settings)) {
            new StorageVerification(storage, inspection).run();
        }
    }
}
