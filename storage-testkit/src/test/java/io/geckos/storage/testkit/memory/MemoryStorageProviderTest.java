package io.geckos.storage.testkit.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.engine.StorageProvider;
import io.geckos.domain.error.StorageException.Unavailable;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class MemoryStorageProviderTest {
    private static StorageProvider provider() {
        return ServiceLoader.load(StorageProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.type().equals("memory"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void isFoundByItsType() {
        try (Storage storage = provider().open(Map.of())) {
            storage.check();
        }
    }

    @Test
    void refusesSettingsItDoesNotKnow() {
        var refusal =
                assertThrows(IllegalArgumentException.class, () -> provider().open(Map.of("size", "1g")));
        assertTrue(String.valueOf(refusal.getMessage()).contains("size"));
        assertEquals(Map.of(), provider().defaults());
    }

    @Test
    void isUnavailableOnceClosed() {
        Storage storage = provider().open(Map.of());
        storage.close();
        storage.close();
        assertThrows(Unavailable.class, storage::check);
    }
}
