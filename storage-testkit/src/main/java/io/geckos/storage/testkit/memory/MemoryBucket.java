package io.geckos.storage.testkit.memory;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.error.StorageException.ConditionFailed;
import io.geckos.domain.error.StorageException.NoSuchObject;
import io.geckos.domain.error.StorageException.NoSuchUpload;
import io.geckos.domain.error.StorageException.NoSuchVersion;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.WriteCondition;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** One bucket and all that is in it. */
record MemoryBucket(
        Bucket facts,
        Map<BucketSetting, String> settings,
        NavigableMap<ObjectKey, MemoryObject> objects,
        NavigableMap<String, MemoryUpload> uploads) {

    MemoryBucket(Bucket facts) {
        this(facts, new EnumMap<>(BucketSetting.class), new TreeMap<>(), new TreeMap<>());
    }

    /** The object, of which there is one version: the null version, which is the latest. */
    MemoryObject find(ObjectId id, Version version) {
        MemoryObject object = objects.get(id.key());
        if (object == null && version instanceof Version.Latest) {
            throw new NoSuchObject(id);
        }
        if (object == null || version instanceof Version.Exactly) {
            throw new NoSuchVersion(id, version);
        }
        return object;
    }

    /** Throws unless {@code condition} holds of the current object. */
    void check(ObjectId id, WriteCondition condition) {
        MemoryObject current = objects.get(id.key());
        if (current != null) {
            require(condition.holdsOf(current.info()), id);
        } else if (!condition.holdsOfNone()) {
            throw new NoSuchObject(id);
        }
    }

    /** Makes {@code object} the current one of its key. */
    ObjectInfo store(MemoryObject object) {
        objects.put(object.info().id().key(), object);
        return object.info();
    }

    MemoryUpload find(UploadId id) {
        MemoryUpload upload = uploads.get(id.value());
        if (upload == null || !upload.info().id().equals(id)) {
            throw new NoSuchUpload(id);
        }
        return upload;
    }

    private static void require(boolean holds, ObjectId id) {
        if (!holds) {
            throw new ConditionFailed(id);
        }
    }
}
