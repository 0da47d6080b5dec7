package io.geckos.storage.rados;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.error.StorageException.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RadosStorageProviderTest {
    private final RadosStorageProvider provider = new RadosStorageProvider();

    private static Map<String, String> with(String key, String value) {
        Map<String, String> settings = new HashMap<>(CephCluster.get().newSettings());
        settings.put(key, value);
        return settings;
    }

    private void assertRefused(String key, String value, String remedy) {
        Unavailable refusal = assertThrows(Unavailable.class, () -> provider.open(with(key, value)));
        assertTrue(refusal.getMessage().contains("storage." + key + " " + value), refusal.getMessage());
        assertTrue(refusal.getMessage().contains(remedy), refusal.getMessage());
    }

    @Test
    void placeOfGoodSettingsIsUsable() {
        provider.checkPlace(CephCluster.get().newSettings());
    }

    @Test
    void missingPoolIsNamedWithTheCommandThatCreatesIt() {
        assertRefused("meta-pool", "missing", "ceph osd pool create missing");
        assertRefused("data-pool", "missing", "ceph osd pool create missing");
    }

    @Test
    void missingConfigurationIsNamed() {
        assertRefused("ceph-conf", "/missing/ceph.conf", "are not there or cannot be read");
    }

    @Test
    void configurationThatIsNoneOrNamesNoMonitorIsToldApart(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("ceph.conf");
        Files.writeString(file, "rubbish [[[ =\n");
        assertRefused("ceph-conf", file.toString(), "that file must be a ceph.conf");
        Files.writeString(file, "");
        assertRefused("ceph-conf", file.toString(), "its monitors (mon host)");
    }

    @Test
    void closedStorageIsUnavailable() {
        RadosStorage storage = (RadosStorage) provider.open(CephCluster.get().newSettings());
        storage.check();
        storage.close();
        storage.close();
        assertThrows(Unavailable.class, storage::check);
    }
}
