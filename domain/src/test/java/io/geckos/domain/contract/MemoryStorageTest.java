package io.geckos.domain.contract;

import io.geckos.domain.Storage;
import org.junit.jupiter.api.Nested;

class MemoryStorageTest {
    @Nested
    class HostileKeysInMemory extends HostileKeyContract {
        @Override
        protected Storage open() {
            return new MemoryStorage();
        }
    }
}
