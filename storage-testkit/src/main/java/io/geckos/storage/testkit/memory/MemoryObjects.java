package io.geckos.storage.testkit.memory;

import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.Digests;
import io.geckos.domain.error.StorageCapability;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteOutcome;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ListEntry;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.ObjectStore;
import io.geckos.domain.object.ObjectSummary;
import io.geckos.domain.object.ObjectUpload;
import io.geckos.domain.object.Protection;
import io.geckos.domain.object.Retention;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.VersionEntry;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.data.ObjectBytes;
import io.geckos.storage.testkit.memory.ListingRules.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Objects in memory. */
final class MemoryObjects implements ObjectStore {
    private final MemoryState memory;

    MemoryObjects(MemoryState memory) {
        this.memory = memory;
    }

    @Override
    public ObjectInfo stat(ObjectId id, Version version) {
        synchronized (memory) {
            return memory.bucket(id.bucket()).find(id, version).info();
        }
    }

    @Override
    public StoredObject open(ObjectId id, Version version) {
        synchronized (memory) {
            return memory.bucket(id.bucket()).find(id, version);
        }
    }

    @Override
    public ObjectInfo put(ObjectId id, ObjectSpec spec, ObjectUpload upload, WriteCondition condition) {
        synchronized (memory) {
            memory.bucket(id.bucket()).check(id, condition);
        }
        requireUnprotected(spec);
        return store(id, spec, ReceivedBytes.from(upload), condition);
    }

    @Override
    public ObjectInfo copy(
            StoredObject source,
            ObjectId target,
            ObjectSpec spec,
            Set<ChecksumAlgorithm> checksums,
            WriteCondition condition) {
        requireUnprotected(spec);
        return store(target, spec, ReceivedBytes.from(ObjectBytes.read(source), checksums), condition);
    }

    private ObjectInfo store(ObjectId id, ObjectSpec spec, ReceivedBytes received, WriteCondition condition) {
        Digests found = received.digests();
        synchronized (memory) {
            MemoryBucket bucket = memory.bucket(id.bucket());
            bucket.check(id, condition);
            ObjectInfo info = new ObjectInfo(
                    id, Optional.empty(), found.md5(), found.size(), Instant.now(), found.checksums(), 0, spec);
            return bucket.store(MemoryObject.whole(info, received.bytes()));
        }
    }

    @Override
    public ObjectInfo rename(
            ObjectId source, WriteCondition sourceCondition, ObjectKey target, WriteCondition targetCondition) {
        synchronized (memory) {
            MemoryBucket bucket = memory.bucket(source.bucket());
            MemoryObject object = bucket.find(source, Version.LATEST);
            ObjectId targetId = new ObjectId(source.bucket(), target);
            bucket.check(source, sourceCondition);
            bucket.check(targetId, targetCondition);
            bucket.objects().remove(source.key());
            ObjectInfo info = object.info();
            return bucket.store(object.with(new ObjectInfo(
                    targetId,
                    info.version(),
                    info.etag(),
                    info.size(),
                    info.lastModified(),
                    info.checksums(),
                    info.partCount(),
                    info.spec())));
        }
    }

    @Override
    public ObjectInfo retag(ObjectId id, Version version, Map<String, String> tags) {
        synchronized (memory) {
            MemoryBucket bucket = memory.bucket(id.bucket());
            MemoryObject object = bucket.find(id, version);
            ObjectInfo info = object.info();
            return bucket.store(object.with(new ObjectInfo(
                    id,
                    info.version(),
                    info.etag(),
                    info.size(),
                    info.lastModified(),
                    info.checksums(),
                    info.partCount(),
                    info.spec().withTags(tags))));
        }
    }

    @Override
    public ObjectInfo retain(ObjectId id, Version version, Optional<Retention> retention, boolean bypass) {
        throw new StorageException.Unsupported(StorageCapability.OBJECT_LOCK);
    }

    static void requireUnprotected(ObjectSpec spec) {
        if (!spec.protection().equals(Protection.NONE)) {
            throw new StorageException.Unsupported(StorageCapability.OBJECT_LOCK);
        }
    }

    @Override
    public ObjectInfo hold(ObjectId id, Version version, boolean legalHold) {
        throw new StorageException.Unsupported(StorageCapability.OBJECT_LOCK);
    }

    @Override
    public List<DeleteOutcome> delete(BucketName name, List<DeleteTarget> targets) {
        synchronized (memory) {
            MemoryBucket bucket = memory.bucket(name);
            return targets.stream().map(target -> delete(bucket, target)).toList();
        }
    }

    private static DeleteOutcome delete(MemoryBucket bucket, DeleteTarget target) {
        try {
            bucket.check(new ObjectId(bucket.facts().name(), target.key()), target.condition());
        } catch (StorageException e) {
            return new DeleteOutcome.Refused(target, e);
        }
        if (!(target.version() instanceof Version.Exactly)) {
            bucket.objects().remove(target.key());
        }
        return new DeleteOutcome.Deleted(target, Optional.empty(), false);
    }

    @Override
    public ListPage<ListEntry> list(BucketName bucket, ListQuery query) {
        return ListingRules.page(rows(bucket, ListEntry.Found::new), query, ListEntry.CommonPrefix::new);
    }

    @Override
    public ListPage<VersionEntry> listVersions(BucketName bucket, ListQuery query) {
        return ListingRules.page(
                rows(bucket, summary -> new VersionEntry.Stored(Version.NULL, summary, true)),
                query,
                VersionEntry.CommonPrefix::new);
    }

    private <E> List<Row<E>> rows(BucketName bucket, Function<ObjectSummary, E> entry) {
        synchronized (memory) {
            return memory.bucket(bucket).objects().values().stream()
                    .map(MemoryObject::info)
                    .map(info -> Row.of(info.id().key().value(), entry.apply(info.summary())))
                    .toList();
        }
    }
}
