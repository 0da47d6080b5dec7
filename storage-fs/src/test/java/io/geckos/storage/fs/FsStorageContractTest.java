package io.geckos.storage.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.Storage;
import io.geckos.domain.contract.ConcurrencyContract;
import io.geckos.domain.contract.ConditionContract;
import io.geckos.domain.contract.ListingConcurrencyContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The engine under every suite; after each test, nothing may be left in staging. */
class FsStorageContractTest {
    @TempDir
    Path data;

    private Storage openStorage() {
        return new FsStorageProvider().open(Map.of("data-dir", data.toString(), "durability", "relaxed"));
    }

    private void checkStaging() {
        assertEquals(List.of(), Disk.names(data.resolve(".geckos3/staging")));
    }

    @Nested
    class Conditions extends ConditionContract {
        @Override
        protected Storage open() {
            return openStorage();
        }

        @Override
        protected void check() {
            checkStaging();
        }
    }

    @Nested
    class Concurrency extends ConcurrencyContract {
        @Override
        protected Storage open() {
            return openStorage();
        }

        @Override
        protected void check() {
            checkStaging();
        }
    }

    @Nested
    class ListingConcurrency extends ListingConcurrencyContract {
        @Override
        protected Storage open() {
            return openStorage();
        }

        @Override
        protected void check() {
            checkStaging();
        }
    }
}
