package io.geckos.s3.object;

import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteOutcome;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ObjectStore;
import io.geckos.domain.object.WriteCondition;
import java.util.Optional;

/**
 * What S3 answers to a deletion whose condition does not hold because there is no object. The store only tells that; here
 * the cases differ.
 */
final class UnmetDeleteCondition {
    private UnmetDeleteCondition() {}

    /**
     * The outcome that the client is told. Over a delete marker the condition has failed. Where nothing is, one of time or
     * size leaves nothing to do, and one of the tag is refused because the key is missing.
     */
    static DeleteOutcome explain(DeleteOutcome outcome, ObjectStore objects, BucketName bucket) {
        if (!(outcome instanceof DeleteOutcome.Refused(DeleteTarget target, StorageException reason))
                || !isMissing(reason)) {
            return outcome;
        }
        ObjectId id = new ObjectId(bucket, target.key());
        if (isMarker(objects, id, target.version())) {
            return new DeleteOutcome.Refused(target, new StorageException.ConditionFailed(id));
        }
        return target.condition() instanceof WriteCondition.IfSame same
                        && same.etag().isEmpty()
                ? new DeleteOutcome.Deleted(target, named(target.version()), false)
                : outcome;
    }

    private static boolean isMissing(StorageException reason) {
        return reason instanceof StorageException.NoSuchObject || reason instanceof StorageException.NoSuchVersion;
    }

    private static boolean isMarker(ObjectStore objects, ObjectId id, Version version) {
        try {
            objects.stat(id, version);
            return false;
        } catch (StorageException.VersionIsDeleteMarker _) {
            return true;
        } catch (StorageException _) {
            return false;
        }
    }

    private static Optional<Version.Named> named(Version version) {
        return version instanceof Version.Named named ? Optional.of(named) : Optional.empty();
    }
}
