package io.geckos.domain.contract;

import io.geckos.domain.Storage;
import org.junit.jupiter.api.Nested;

class MemoryStorageTest {
    @Nested
    class Buckets extends BucketRepositoryContract {
        @Override
        protected Storage open() {
            return new MemoryStorage();
        }
    }

    @Nested
    class Objects extends ObjectStoreContract {
        @Override
        protected Storage open() {
            return new MemoryStorage();
        }
    }

    @Nested
    class Keys extends HostileKeyContract {
        @Override
        protected Storage open() {
            return new MemoryStorage();
        }
    }

    @Nested
    class Listings extends ListingContract {
        @Override
        protected Storage open() {
            return new MemoryStorage();
        }
    }

    @Nested
    class Conditions extends ConditionContract {
        @Override
        protected Storage open() {
            return new MemoryStorage();
        }
    }

    @Nested
    class Copies extends CopyContract {
        @Override
        protected Storage open() {
            return new MemoryStorage();
        }
    }

    @Nested
    class Multipart extends MultipartStoreContract {
        @Override
        protected Storage open() {
            return new MemoryStorage();
        }
    }

    @Nested
    class Completions extends CompletionContract {
        @Override
        protected Storage open() {
            return new MemoryStorage();
        }
    }

    @Nested
    class UploadListings extends UploadListingContract {
        @Override
        protected Storage open() {
            return new MemoryStorage();
        }
    }

    @Nested
    class Concurrency extends ConcurrencyContract {
        @Override
        protected Storage open() {
            return new MemoryStorage();
        }
    }

    @Nested
    class MultipartConcurrency extends MultipartConcurrencyContract {
        @Override
        protected Storage open() {
            return new MemoryStorage();
        }
    }

    @Nested
    class ListingConcurrency extends ListingConcurrencyContract {
        @Override
        protected Storage open() {
            return new MemoryStorage();
        }
    }
}
