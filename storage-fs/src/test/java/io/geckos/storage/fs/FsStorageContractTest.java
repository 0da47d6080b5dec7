package io.geckos.storage.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.Storage;
import io.geckos.domain.contract.BucketRepositoryContract;
import io.geckos.domain.contract.CompletionContract;
import io.geckos.domain.contract.ConcurrencyContract;
import io.geckos.domain.contract.ConditionContract;
import io.geckos.domain.contract.CopyContract;
import io.geckos.domain.contract.HostileKeyContract;
import io.geckos.domain.contract.ListingConcurrencyContract;
import io.geckos.domain.contract.ListingContract;
import io.geckos.domain.contract.MultipartConcurrencyContract;
import io.geckos.domain.contract.MultipartStoreContract;
import io.geckos.domain.contract.ObjectStoreContract;
import io.geckos.domain.contract.UploadListingContract;
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
    class Buckets extends BucketRepositoryContract {
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
    class Objects extends ObjectStoreContract {
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
    class Keys extends HostileKeyContract {
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
    class Listings extends ListingContract {
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

    @Nested
    class Copies extends CopyContract {
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
    class Multipart extends MultipartStoreContract {
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
    class Completions extends CompletionContract {
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
    class UploadListings extends UploadListingContract {
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
    class MultipartConcurrency extends MultipartConcurrencyContract {
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
