package io.geckos.storage.testkit;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.error.StorageCapability;
import io.geckos.storage.testkit.contract.versions.DeleteMarkerContract;
import io.geckos.storage.testkit.contract.versions.ProtectionContract;
import io.geckos.storage.testkit.contract.versions.SealedVersionContract;
import io.geckos.storage.testkit.contract.versions.SuspendedContract;
import io.geckos.storage.testkit.contract.versions.TransferContract;
import io.geckos.storage.testkit.contract.versions.TransferRefusalContract;
import io.geckos.storage.testkit.contract.versions.VersionConcurrencyContract;
import io.geckos.storage.testkit.contract.versions.VersionListingContract;
import io.geckos.storage.testkit.contract.versions.VersionedWriteContract;
import io.geckos.storage.testkit.contract.versions.VersioningContract;
import org.junit.jupiter.api.Nested;

/**
 * All suites at once, for an engine with {@link StorageCapability#VERSIONING} and {@link StorageCapability#OBJECT_LOCK}: with those
 * about versions and their protection.
 */
public abstract class VersionedStorageContractSuites extends StorageContractSuites {
    @Nested
    class Versioning extends VersioningContract {
        @Override
        protected Storage open() {
            return VersionedStorageContractSuites.this.open();
        }

        @Override
        protected void check() {
            super.check();
            VersionedStorageContractSuites.this.check();
        }

        @Override
        protected Storage reopen(Storage closing) {
            return VersionedStorageContractSuites.this.reopen(closing);
        }
    }

    @Nested
    class VersionedWrites extends VersionedWriteContract {
        @Override
        protected Storage open() {
            return VersionedStorageContractSuites.this.open();
        }

        @Override
        protected void check() {
            super.check();
            VersionedStorageContractSuites.this.check();
        }
    }

    @Nested
    class DeleteMarkers extends DeleteMarkerContract {
        @Override
        protected Storage open() {
            return VersionedStorageContractSuites.this.open();
        }

        @Override
        protected void check() {
            super.check();
            VersionedStorageContractSuites.this.check();
        }
    }

    @Nested
    class Suspended extends SuspendedContract {
        @Override
        protected Storage open() {
            return VersionedStorageContractSuites.this.open();
        }

        @Override
        protected void check() {
            super.check();
            VersionedStorageContractSuites.this.check();
        }
    }

    @Nested
    class VersionListings extends VersionListingContract {
        @Override
        protected Storage open() {
            return VersionedStorageContractSuites.this.open();
        }

        @Override
        protected void check() {
            super.check();
            VersionedStorageContractSuites.this.check();
        }
    }

    @Nested
    class VersionConcurrency extends VersionConcurrencyContract {
        @Override
        protected Storage open() {
            return VersionedStorageContractSuites.this.open();
        }

        @Override
        protected void check() {
            super.check();
            VersionedStorageContractSuites.this.check();
        }

        @Override
        protected int rounds() {
            return VersionedStorageContractSuites.this.rounds();
        }
    }

    @Nested
    class Protected extends ProtectionContract {
        @Override
        protected Storage open() {
            return VersionedStorageContractSuites.this.open();
        }

        @Override
        protected void check() {
            super.check();
            VersionedStorageContractSuites.this.check();
        }

        @Override
        protected Storage reopen(Storage closing) {
            return VersionedStorageContractSuites.this.reopen(closing);
        }

        @Override
        protected int rounds() {
            return VersionedStorageContractSuites.this.rounds();
        }
    }

    @Nested
    class SealedVersions extends SealedVersionContract {
        @Override
        protected Storage open() {
            return VersionedStorageContractSuites.this.open();
        }

        @Override
        protected void check() {
            VersionedStorageContractSuites.this.check();
        }

        @Override
        protected Storage reopen(Storage closing) {
            return VersionedStorageContractSuites.this.reopen(closing);
        }
    }

    @Nested
    class Transfers extends TransferContract {
        @Override
        protected Storage open() {
            return VersionedStorageContractSuites.this.open();
        }

        @Override
        protected void check() {
            super.check();
            VersionedStorageContractSuites.this.check();
        }

        @Override
        protected Storage reopen(Storage closing) {
            return VersionedStorageContractSuites.this.reopen(closing);
        }
    }

    @Nested
    class TransferRefusals extends TransferRefusalContract {
        @Override
        protected Storage open() {
            return VersionedStorageContractSuites.this.open();
        }

        @Override
        protected void check() {
            super.check();
            VersionedStorageContractSuites.this.check();
        }

        @Override
        protected Storage reopen(Storage closing) {
            return VersionedStorageContractSuites.this.reopen(closing);
        }
    }
}
