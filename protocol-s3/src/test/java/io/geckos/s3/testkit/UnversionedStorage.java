package io.geckos.s3.testkit;

import io.geckos.domain.engine.ForwardingStorage;
import io.geckos.domain.error.StorageCapability;
import io.geckos.storage.testkit.memory.MemoryStorage;
import java.util.Set;

/** A storage that can do what the file engine can: it keeps one version of each object. */
public final class UnversionedStorage extends ForwardingStorage {
    /** Makes an empty one. */
    public UnversionedStorage() {
        super(new MemoryStorage());
    }

    @Override
    public Set<StorageCapability> capabilities() {
        return Set.of(StorageCapability.RENAME);
    }

    @Override
    public boolean isVersionId(String text) {
        return false;
    }
}
