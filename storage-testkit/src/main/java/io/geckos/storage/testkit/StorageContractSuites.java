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
import io.geckos.storage.testkit.contract.StorageSource;
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

/** All contract suites together. The test of an adapter extends this class and implements {@link StorageSource}. */
public abstract class StorageContractSuites implements StorageSource {
    /** Further keys to try besides {@link HostileKeys}: those that the adapter's own layout might confuse. */
    protected List<String> ownHostileKeys() {
        return List.of();
    }

    @Nested
    class Buckets extends BucketRepositoryContract {
        @Override
        protected StorageSource source() {
            return StorageContractSuites.this;
        }
    }

    @Nested
    class Objects extends ObjectStoreContract {
        @Override
        protected StorageSource source() {
            return StorageContractSuites.this;
        }
    }

    @Nested
    class Chores extends BackgroundTaskContract {
        @Override
        protected StorageSource source() {
            return StorageContractSuites.this;
        }
    }

    @Nested
    class Documents extends DocumentContract {
        @Override
        protected StorageSource source() {
            return StorageContractSuites.this;
        }
    }

    @Nested
    class Keys extends HostileKeyContract {
        @Override
        protected StorageSource source() {
            return StorageContractSuites.this;
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
        protected StorageSource source() {
            return StorageContractSuites.this;
        }
    }

    @Nested
    class Conditions extends ConditionContract {
        @Override
        protected StorageSource source() {
            return StorageContractSuites.this;
        }
    }

    @Nested
    class Unlocked extends UnlockedBucketContract {
        @Override
        protected StorageSource source() {
            return StorageContractSuites.this;
        }
    }

    @Nested
    class Listings extends ListingContract {
        @Override
        protected StorageSource source() {
            return StorageContractSuites.this;
        }
    }

    @Nested
    class Multipart extends MultipartStoreContract {
        @Override
        protected StorageSource source() {
            return StorageContractSuites.this;
        }
    }

    @Nested
    class Completions extends CompletionContract {
        @Override
        protected StorageSource source() {
            return StorageContractSuites.this;
        }
    }

    @Nested
    class UploadListings extends UploadListingContract {
        @Override
        protected StorageSource source() {
            return StorageContractSuites.this;
        }
    }

    @Nested
    class Concurrency extends ConcurrencyContract {
        @Override
        protected StorageSource source() {
            return StorageContractSuites.this;
        }
    }

    @Nested
    class MultipartConcurrency extends MultipartConcurrencyContract {
        @Override
        protected StorageSource source() {
            return StorageContractSuites.this;
        }
    }

    @Nested
    class ListingConcurrency extends ListingConcurrencyContract {
        @Override
        protected StorageSource source() {
            return StorageContractSuites.this;
        }
    }

    @Nested
    class FailedUploads extends FailedUploadContract {
        @Override
        protected StorageSource source() {
            return StorageContractSuites.this;
        }
    }

    @Nested
    class Reopening extends PersistenceContract {
        @Override
        protected StorageSource source() {
            return StorageContractSuites.this;
        }
    }

    @Nested
    class Lists extends ObjectAclContract {
        @Override
        protected StorageSource source() {
            return StorageContractSuites.this;
        }
    }

    @Nested
    class Classes extends StorageClassContract {
        @Override
        protected StorageSource source() {
            return StorageContractSuites.this;
        }
    }

    @Nested
    class Counted extends UsageContract {
        @Override
        protected StorageSource source() {
            return StorageContractSuites.this;
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
        protected StorageSource source() {
            return StorageContractSuites.this;
        }
    }
}
