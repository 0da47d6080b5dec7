package io.geckos.storage.fs.write;

import io.geckos.domain.error.StorageCapability;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.Protection;

/** What of an object's specification this engine can keep. */
public final class SupportedSpec {
    private SupportedSpec() {}

    /** Throws {@link StorageException.Unsupported} for an object that is to be protected. */
    public static void check(ObjectSpec spec) {
        if (!spec.protection().equals(Protection.NONE)) {
            throw new StorageException.Unsupported(StorageCapability.OBJECT_LOCK);
        }
    }
}
