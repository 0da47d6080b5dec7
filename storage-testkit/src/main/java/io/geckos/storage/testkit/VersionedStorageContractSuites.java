package io.geckos.storage.testkit;

import io.geckos.domain.error.StorageCapability;
import io.geckos.storage.testkit.contract.StorageSource;
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
 * All suites at once, for an engine with {@link StorageCapability#VERSIONING} and {@link StorageCapability#OBJECT_LOCK}: with
 * those about versions and their protection.
 */
public abstract class VersionedStorageContractSuites extends StorageContractSuites {
    @Nested
    class Versioning extends VersioningContract {
        @Override
        protected StorageSource source() {
            return VersionedStorageContractSuites.this;
        }
    }

    @Nested
    class VersionedWrites extends VersionedWriteContract {
        @Override
        protected StorageSource source() {
            return VersionedStorageContractSuites.this;
        }
    }

    @Nested
    class DeleteMarkers extends DeleteMarkerContract {
        @Override
        protected StorageSource source() {
            return VersionedStorageContractSuites.this;
        }
    }

    @Nested
    class Suspended extends SuspendedContract {
        @Override
        protected StorageSource source() {
            return VersionedStorageContractSuites.this;
        }
    }

    @Nested
    class VersionListings extends VersionListingContract {
        @Override
        protected StorageSource source() {
            return VersionedStorageContractSuites.this;
        }
    }

    @Nested
    class VersionConcurrency extends VersionConcurrencyContract {
        @Override
        protected StorageSource source() {
            return VersionedStorageContractSuites.this;
        }
    }

    @Nested
    class Protection extends ProtectionContract {
        @Override
        protected StorageSource source() {
            return VersionedStorageContractSuites.this;
        }
    }

    @Nested
    class SealedVersions extends SealedVersionContract {
        @Override
        protected StorageSource source() {
            return VersionedStorageContractSuites.this;
        }
    }

    @Nested
    class Transfers extends TransferContract {
        @Override
        protected StorageSource source() {
            return VersionedStorageContractSuites.this;
        }
    }

    @Nested
    class TransferRefusals extends TransferRefusalContract {
        @Override
        protected StorageSource source() {
            return VersionedStorageContractSuites.this;
        }
    }
}
