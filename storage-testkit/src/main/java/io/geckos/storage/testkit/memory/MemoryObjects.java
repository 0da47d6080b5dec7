package io.geckos.storage.testkit.memory;

import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.Digests;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.error.StorageException.WrongState;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
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
import io.geckos.domain.object.ObjectUpload;
import io.geckos.domain.object.Retention;
import io.geckos.domain.object.Seal;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.VersionEntry;
import io.geckos.domain.object.WriteCondition;
import io.geckos.domain.security.AccessControlList;
import io.geckos.storage.testkit.data.ObjectBytes;
import io.geckos.storage.testkit.memory.ListingRules.Position;
import io.geckos.storage.testkit.memory.ListingRules.Row;
import io.geckos.storage.testkit.memory.MemoryVersion.Marker;
import io.geckos.storage.testkit.memory.MemoryVersion.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
        checkEarly(id, spec, condition);
        return store(id, spec, ReceivedBytes.from(upload), condition);
    }

    @Override
    public ObjectInfo copy(
            StoredObject source,
            ObjectId target,
            ObjectSpec spec,
            Set<ChecksumAlgorithm> checksums,
            WriteCondition condition) {
        requireSealedAlike(source, spec.seal());
        checkEarly(target, spec, condition);
        ReceivedBytes bytes = spec.seal().isPresent()
                ? ReceivedBytes.sealed(source, checksums)
                : ReceivedBytes.from(ObjectBytes.read(source), checksums);
        return store(target, spec, bytes, condition);
    }

    /** Refuses to copy sealed bytes as plain ones, and plain bytes as sealed ones. */
    static void requireSealedAlike(StoredObject source, Optional<Seal> copy) {
        boolean sealed =
                source instanceof MemoryObject && source.info().spec().seal().isPresent();
        if (sealed != copy.isPresent()) {
            throw new IllegalArgumentException(
                    "either the copy or its source is sealed: " + source.info().id());
        }
    }

    /** Refuses before any bytes are read what would be refused after. */
    private void checkEarly(ObjectId id, ObjectSpec spec, WriteCondition condition) {
        synchronized (memory) {
            MemoryBucket bucket = memory.bucket(id.bucket());
            bucket.check(id, condition);
            bucket.checkProtection(spec);
        }
    }

    private ObjectInfo store(ObjectId id, ObjectSpec spec, ReceivedBytes received, WriteCondition condition) {
        Digests found = received.digests();
        synchronized (memory) {
            MemoryBucket bucket = memory.bucket(id.bucket());
            bucket.check(id, condition);
            ObjectInfo info = new ObjectInfo(
                    id, Optional.empty(), found.md5(), found.size(), Instant.now(), found.checksums(), 0, spec);
            return bucket.store(MemoryObject.ofOnePiece(info, received.bytes()));
        }
    }

    @Override
    public ObjectInfo rename(
            ObjectId source, WriteCondition sourceCondition, ObjectKey target, WriteCondition targetCondition) {
        synchronized (memory) {
            MemoryBucket bucket = memory.bucket(source.bucket());
            if (bucket.isVersioned()) {
                throw new WrongState(source.bucket(), "keeps versions, or did, and these cannot be renamed");
            }
            MemoryObject object = bucket.find(source, Version.LATEST);
            ObjectId targetId = new ObjectId(source.bucket(), target);
            bucket.check(source, sourceCondition);
            bucket.check(targetId, targetCondition);
            bucket.versions().remove(source.key());
            return bucket.store(object.withInfo(object.info().withId(targetId)));
        }
    }

    @Override
    public ObjectInfo retag(ObjectId id, Version version, Map<String, String> tags) {
        synchronized (memory) {
            return memory.bucket(id.bucket()).respecify(id, version, spec -> spec.withTags(tags));
        }
    }

    @Override
    public ObjectInfo retain(ObjectId id, Version version, Optional<Retention> retention, boolean bypass) {
        synchronized (memory) {
            MemoryBucket bucket = memory.bucket(id.bucket());
            bucket.requireLock();
            bucket.find(id, version)
                    .info()
                    .spec()
                    .protection()
                    .retention()
                    .filter(current -> MemoryBucket.binds(current, bypass) && isWeaker(retention, current))
                    .ifPresent(_ -> {
                        throw new StorageException.VersionProtected(id, version);
                    });
            return bucket.respecify(
                    id, version, spec -> spec.withProtection(spec.protection().withRetention(retention)));
        }
    }

    private static boolean isWeaker(Optional<Retention> retention, Retention current) {
        return retention
                .filter(it -> it.mode() == current.mode() && !it.until().isBefore(current.until()))
                .isEmpty();
    }

    @Override
    public ObjectInfo hold(ObjectId id, Version version, boolean legalHold) {
        synchronized (memory) {
            MemoryBucket bucket = memory.bucket(id.bucket());
            bucket.requireLock();
            return bucket.respecify(
                    id, version, spec -> spec.withProtection(spec.protection().withLegalHold(legalHold)));
        }
    }

    @Override
    public ObjectInfo setAcl(ObjectId id, Version version, AccessControlList acl) {
        synchronized (memory) {
            return memory.bucket(id.bucket()).respecify(id, version, spec -> spec.withAcl(Optional.of(acl)));
        }
    }

    @Override
    public ObjectInfo reseal(ObjectId id, Version version, Seal expected, Seal replacement) {
        synchronized (memory) {
            MemoryBucket bucket = memory.bucket(id.bucket());
            requireSeal(id, expected, bucket.find(id, version).info().spec());
            return bucket.respecify(id, version, spec -> spec.withSeal(Optional.of(replacement)));
        }
    }

    static void requireSeal(ObjectId id, Seal expected, ObjectSpec spec) {
        if (!spec.seal().equals(Optional.of(expected))) {
            throw new StorageException.ConditionFailed(id);
        }
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
            return bucket.delete(target);
        } catch (StorageException e) {
            return new DeleteOutcome.Refused(target, e);
        }
    }

    @Override
    public ListPage<ListEntry> list(BucketName bucket, ListQuery query) {
        synchronized (memory) {
            List<Row<ListEntry>> rows = new ArrayList<>();
            memory.bucket(bucket).versions().forEach((key, versions) -> {
                if (versions.getFirst() instanceof Stored stored) {
                    rows.add(Row.of(
                            key.value(),
                            new ListEntry.Found(stored.object().info().summary())));
                }
            });
            return ListingRules.page(rows, query, ListEntry.CommonPrefix::new);
        }
    }

    @Override
    public ListPage<VersionEntry> listVersions(BucketName name, ListQuery query) {
        synchronized (memory) {
            MemoryBucket bucket = memory.bucket(name);
            List<Row<VersionEntry>> rows = new ArrayList<>();
            bucket.versions().forEach((key, versions) -> {
                ObjectId id = new ObjectId(name, key);
                versions.forEach(version -> rows.add(new Row<>(
                        new Position(key.value(), version.order()),
                        entry(id, version, version.equals(versions.getFirst())))));
            });
            return ListingRules.page(rows, start(bucket, query.from()), query, VersionEntry.CommonPrefix::new);
        }
    }

    private static VersionEntry entry(ObjectId id, MemoryVersion version, boolean latest) {
        return switch (version) {
            case Stored stored ->
                new VersionEntry.Stored(stored.name(), stored.object().info().summary(), latest);
            case Marker marker -> new VersionEntry.DeleteMarker(id, marker.name(), latest, marker.lastModified());
        };
    }

    /** Where a listing of versions begins: only the bucket knows where a null version is. */
    private static Position start(MemoryBucket bucket, ListStart from) {
        if (from instanceof ListStart.AfterVersion(var key, var version)
                && version.filter(Version.NULL::equals).isPresent()) {
            return bucket.versions().entrySet().stream()
                    .filter(it -> it.getKey().value().equals(key))
                    .flatMap(it -> it.getValue().stream())
                    .filter(it -> it.name().equals(Version.NULL))
                    .findFirst()
                    .map(it -> new Position(key, it.order()))
                    .orElse(new Position(key, ""));
        }
        return Position.of(from);
    }
}
