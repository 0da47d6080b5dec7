package io.geckos.storage.fs.write;

import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.fs.read.LocatedObject;
import org.jspecify.annotations.Nullable;

/** Decides write conditions. */
public final class WriteConditionCheck {
    private WriteConditionCheck() {}

    /** Throws as {@link io.geckos.domain.object.ObjectStore#put} does if {@code condition} does not hold of what is there. */
    public static void check(ObjectId id, WriteCondition condition, @Nullable LocatedObject current) {
        switch (condition) {
            case WriteCondition.Always _ -> {}
            case WriteCondition.IfAbsent _ -> {
                if (current != null) {
                    throw new StorageException.ConditionFailed(id);
                }
            }
            case WriteCondition.IfPresent _ -> require(id, current);
            case WriteCondition.IfMatch(var etag) -> {
                if (!require(id, current).entry().etag().equals(etag)) {
                    throw new StorageException.ConditionFailed(id);
                }
            }
        }
    }

    private static LocatedObject require(ObjectId id, @Nullable LocatedObject current) {
        if (current == null) {
            throw new StorageException.NoSuchObject(id);
        }
        return current;
    }
}
