package io.geckos.storage.fs.write;

import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.Seal;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.fs.read.LocatedObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides write conditions. */
public final class WriteConditionCheck {
    private WriteConditionCheck() {}

    /** Throws as {@link io.geckos.domain.object.ObjectStore#put} does if {@code condition} does not hold of what is there. */
    public static void check(ObjectId id, WriteCondition condition, @Nullable LocatedObject current) {
        if (current == null) {
            if (!condition.holdsOfNone()) {
                throw new StorageException.NoSuchObject(id);
            }
        } else if (!condition.equals(WriteCondition.ALWAYS)
                && !condition.holdsOf(current.entry().info(id))) {
            throw new StorageException.ConditionFailed(id);
        }
    }

    /** Throws {@link StorageException.ConditionFailed} if there is another seal than {@code expected}, or none. */
    public static void checkSeal(ObjectId id, Seal expected, ObjectSpec spec) {
        if (!spec.seal().equals(Optional.of(expected))) {
            throw new StorageException.ConditionFailed(id);
        }
    }
}
