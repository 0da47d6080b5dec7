package io.geckos.storage.testkit;

import io.geckos.domain.engine.Storage;
import io.geckos.storage.testkit.contract.BackgroundTaskContract;
import io.geckos.storage.testkit.contract.BucketRepositoryContract;
import io.geckos.storage.testkit.contract.ConcurrencyContract;
import io.geckos.storage.testkit.contract.ConditionContract;
import io.geckos.storage.testkit.contract.CopyContract;
import io.geckos.storage.testkit.contract.DocumentContract;
import io.geckos.storage.testkit.contract.HostileKeyContract;
import io.geckos.storage.testkit.contract.ListingConcurrencyContract;
import io.geckos.storage.testkit.contract.ListingContract;
import io.geckos.storage.testkit.contract.ObjectAclContract;
import io.geckos.storage.testkit.contract.ObjectStoreContract;
import io.geckos.storage.testkit.contract.PersistenceContract;
import io.geckos.storage.testkit.contract.StorageClassContract;
import io.geckos.storage.testkit.contract.UnlockedBucketContract;
import io.geckos.storage.testkit.contract.UsageContract;
import io.geckos.storage.testkit.contract.multipart.CompletionContract;
import io.geckos.storage.testkit.contract.multipart.FailedUploadContract;
import io.geckos.storage.testkit.contract.multipart.MultipartConcurrencyContract;
import io.geckos.storage.testkit.contract.multipart.MultipartStoreContract;
import io.geckos.storage.testkit.contract.multipart.SealedUploadContract;
import io.geckos.storage.testkit.contract.multipart.UploadListingContract;
import io.geckos.storage.testkit.model.ModelContract;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;

/** All contract suites together. The test of an adapter extends this class and implements {@link #open}. */
public abstract class StorageContractSuites {
    /** Opens an empty storage. The caller closes it. */
    protected abstract Storage open();

    /**
     * Closes {@code storage} and opens it again with its data. An adapter without lasting data returns {@code storage}
     * unchanged.
     */
    protected Storage reopen(Storage storage) {
        return storage;
    }

    /** Called after each test, before the storage is closed. An adapter can check here that nothing was left behind. */
    protected void check() {}

    /** Further keys to try besides {@link HostileKeys}: those that the adapter's own layout might confuse. */
    protected List<String> ownHostileKeys() {
        return List.of();
    }

    /** The number of runs of each race. An adapter with slow writes may return fewer. */
    protected int rounds() {
        return 40;
    }

    @Nested
    class Buckets extends BucketRepositoryContract {
        @Override
        protected Storage open() {
            return StorageContractSuites.this.open();
        }

        @Override
        protected void check() {
            StorageContractSuites.this.check();
        }
    }

    @Nested
    class Objects extends ObjectStoreContract {
        @Override
        protected Storage open() {
            return StorageContractSuites.this.open();
        }

        @Override
        protected void check() {
            StorageContractSuites.this.check();
        }
    }

    @Nested
    class Chores extends BackgroundTaskContract {
        @Override
        protected Storage open() {
            return StorageContractSuites.this.open();
        }

        @Override
        protected void check() {
            StorageContractSuites.this.check();
        }
    }

    @Nested
    class Documents extends DocumentContract {
        @Override
        protected Storage open() {
            return StorageContractSuites.this.open();
        }

        @Override
        protected void check() {
            StorageContractSuites.this.check();
        }
    }

    @Nested
    class Keys extends HostileKeyContract {
        @Override
        protected Storage open() {
            return StorageContractSuites.this.open();
        }

        @Override
        protected void check() {
            StorageContractSuites.this.check();
        }

        @Override
        protected List<String> keysToTry() {
            return Stream.concat(super.keysToTry().stream(), ownHostileKeys().stream())
                    .distinct()
                    .toList();
        }
    }

    @Nested
    class Copies extends CopyContract {
        @Override
        protected Storage open() {
            return StorageContractSuites.this.open();
        }

        @Override
        protected void check() {
            StorageContractSuites.this.check();
        }
    }

    @Nested
    class Conditions extends ConditionContract {
        @Override
        protected Storage open() {
            return StorageContractSuites.this.open();
        }

        @Override
        protected void check() {
            StorageContractSuites.this.check();
        }
    }

    @Nested
    class Unlocked extends UnlockedBucketContract {
        @Override
        protected Storage open() {
            return StorageContractSuites.this.open();
        }

        @Override
        protected void check() {
            StorageContractSuites.this.check();
        }
    }

    @Nested
    class Listings extends ListingContract {
        @Override
        protected Storage open() {
            return StorageContractSuites.this.open();
        }

        @Override
        protected void check() {
            StorageContractSuites.this.check();
        }
    }

    @Nested
    class Multipart extends MultipartStoreContract {
        @Override
        protected Storage open() {
            return StorageContractSuites.this.open();
        }

        @Override
        protected void check() {
            StorageContractSuites.this.check();
        }
    }

    @Nested
    class Completions extends CompletionContract {
        @Override
        protected Storage open() {
            return StorageContractSuites.this.open();
        }

        @Override
        protected void check() {
            StorageContractSuites.this.check();
        }
    }

    @Nested
    class UploadListings extends UploadListingContract {
        @Override
        protected Storage open() {
            return StorageContractSuites.this.open();
        }

        @Override
        protected void check() {
            StorageContractSuites.this.check();
        }
    }

    @Nested
    class Concurrency extends ConcurrencyContract {
        @Override
        protected Storage open() {
            return StorageContractSuites.this.open();
        }

        @Override
        protected void check() {
            StorageContractSuites.this.check();
        }

        @Override
        protected int rounds() {
            return StorageContractSuites.this.rounds();
        }
    }

    @Nested
    class MultipartConcurrency extends MultipartConcurrencyContract {
        @Override
        protected Storage open() {
            return StorageContractSuites.this.open();
        }

        @Override
        protected void check() {
            StorageContractSuites.this.check();
        }

        @Override
        protected int rounds() {
            return StorageContractSuites.this.rounds();
        }
    }

    @Nested
    class ListingConcurrency extends ListingConcurrencyContract {
        @Override
        protected Storage open() {
            return StorageContractSuites.this.open();
        }

        @Override
        protected void check() {
            StorageContractSuites.this.check();
        }

        @Override
        protected int rounds() {
            return Math.ceilDiv(StorageContractSuites.this.rounds(), 4);
        }
    }

    @Nested
    class FailedUploads extends FailedUploadContract {
        @Override
        protected Storage open() {
            return StorageContractSuites.this.open();
        }

        @Override
        protected void check() {
            StorageContractSuites.this.check();
        }
    }

    @Nested
    class Reopening extends PersistenceContract {
        @Override
        protected Storage open() {
            return StorageContractSuites.this.open();
        }

        @Override
        protected Storage reopen(Storage closing) {
            return StorageContractSuites.this.reopen(closing);
        }

        @Override
        protected void check() {
            StorageContractSuites.this.check();
        }
    }

    @Nested
    class Lists extends ObjectAclContract {
        @Override
        protected Storage open() {
            return StorageContractSuites.this.open();
        }

        @Override
        protected Storage reopen(Storage closing) {
            return StorageContractSuites.this.reopen(closing);
        }

        @Override
        protected void check() {
            StorageContractSuites.this.check();
        }
    }

    @Nested
    class Classes extends StorageClassContract {
        @Override
        protected Storage open() {
            return StorageContractSuites.this.open();
        }

        @Override
        protected Storage reopen(Storage closing) {
            return StorageContractSuites.this.reopen(closing);
        }

        @Override
        protected void check() {
            StorageContractSuites.this.check();
        }
    }

    @Nested
    class Counted extends UsageContract {
        @Override
        protected Storage open() {
            return StorageContractSuites.this.open();
        }

        @Override
        protected void check() {
            StorageContractSuites.this.check();
        }
    }

    @Nested
    class SequentialModel extends ModelContract {
        @Override
        protected Storage open() {
            return StorageContractSuites.this.open();
        }

        @Override
        protected Storage reopen(Storage storage) {
            return StorageContractSuites.this.reopen(storage);
        }
    }

    @Nested
    class Sealed extends SealedUploadContract {
        @Override
        protected Storage open() {
            return StorageContractSuites.this.open();
        }

        @Override
        protected void check() {
            StorageContractSuites.this.check();
        }

        @Override
        protected Storage reopen(Storage closing) {
            return StorageContractSuites.this.reopen(closing);
        }
    }
}
