package io.geckos.storage.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.bucket.ObjectLock;
import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.error.StorageCapability;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.error.StorageException.NoSuchBucket;
import io.geckos.domain.error.StorageException.Unsupported;
import io.geckos.domain.error.StorageException.WrongState;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.Protection;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.data.Uploads;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A request for protection is refused if it would not protect: in a bucket without object lock, and by an engine
 * without that feature.
 */
public abstract class UnlockedBucketContract extends StorageContract {
    private static final ObjectSpec HELD = ObjectSpec.EMPTY.withProtection(Protection.NONE.withLegalHold(true));

    /** The expected refusal. It must come before anything is changed. */
    private Class<? extends StorageException> refusal() {
        return storage.capabilities().contains(StorageCapability.OBJECT_LOCK) ? WrongState.class : Unsupported.class;
    }

    @Test
    void objectsCannotBeStoredWithProtection() {
        ObjectInfo info = put("a", "unprotected");
        assertThrows(
                refusal(), () -> storage.objects().put(id("a"), HELD, Uploads.untouchable(5), WriteCondition.ALWAYS));
        try (StoredObject source = open("a")) {
            assertThrows(
                    refusal(), () -> storage.objects().copy(source, id("b"), HELD, Set.of(), WriteCondition.ALWAYS));
        }
        assertThrows(refusal(), () -> storage.uploads().begin(id("a"), HELD, Optional.empty()));
        assertEquals(info, stat("a"));
        assertEquals(List.of("a"), keys());
    }

    @Test
    void objectsCannotBeProtected() {
        ObjectInfo info = put("a", "unprotected");
        assertThrows(refusal(), () -> storage.objects().hold(id("a"), Version.LATEST, true));
        assertThrows(refusal(), () -> storage.objects().retain(id("a"), Version.LATEST, Optional.empty(), false));
        assertEquals(info, stat("a"));
    }

    @Test
    void aBucketIsCreatedWithLockOnlyWhereThatIsDeclared() {
        BucketName name = new BucketName("locked");
        Optional<ObjectLock> lock = Optional.of(ObjectLock.WITHOUT_DEFAULT);
        if (storage.capabilities().contains(StorageCapability.OBJECT_LOCK)) {
            Bucket created = storage.buckets().create(name, TestBucket.OWNER, lock);
            assertEquals(lock, created.lock());
            assertEquals(VersioningStatus.ENABLED, created.versioning());
            assertEquals(created, storage.buckets().get(name));
        } else {
            assertThrows(Unsupported.class, () -> storage.buckets().create(name, TestBucket.OWNER, lock));
            assertThrows(NoSuchBucket.class, () -> storage.buckets().get(name));
        }
    }

    @Test
    void lockNeedsVersioning() {
        assertThrows(refusal(), () -> storage.buckets().setLock(BUCKET, ObjectLock.WITHOUT_DEFAULT));
        assertEquals(Optional.empty(), storage.buckets().get(BUCKET).lock());
    }
}
