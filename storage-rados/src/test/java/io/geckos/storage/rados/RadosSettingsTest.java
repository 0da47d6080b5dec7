package io.geckos.storage.rados;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RadosSettingsTest {
    @Test
    void defaultsAreThoseOfTheDocumentation() {
        assertEquals(
                new RadosSettings(
                        Path.of("/etc/ceph/ceph.conf"),
                        "client.admin",
                        "geckos3-meta",
                        "geckos3-data",
                        "geckos3",
                        4,
                        Duration.ofSeconds(4),
                        Duration.ofDays(1),
                        1L << 30),
                RadosSettings.of(Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "ceph-conf, ''",
        "ceph-user, admin",
        "meta-pool, a/b",
        "data-pool, ''",
        "namespace, a b",
        "index-shards, 0",
        "index-shards, 1025",
        "index-shards, many",
        "timeout, 0s",
        "timeout, 10",
        "grace, 59m",
        "upload-memory, 11MiB"
    })
    void badValueIsNamedWithItsKey(String key, String value) {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> RadosSettings.of(Map.of(key, value)));
        assertEquals(
                true,
                String.valueOf(refusal.getMessage()).startsWith(key + ": bad value \"" + value + "\", allowed is "));
    }

    @Test
    void unknownKeyIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> RadosSettings.of(Map.of("pool", "x")));
    }
}
