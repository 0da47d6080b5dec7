package io.geckos.storage.rados.object;

import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.Digests;
import io.geckos.domain.error.StorageCapability;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.error.StorageException.NoSuchObject;
import io.geckos.domain.error.StorageException.NoSuchVersion;
import io.geckos.domain.error.StorageException.Unavailable;
import io.geckos.domain.error.StorageException.VersionIsDeleteMarker;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ByteSpan;
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
import io.geckos.storage.rados.data.DataOwner;
import io.geckos.storage.rados.data.DataPool;
import io.geckos.storage.rados.data.DataWriter;
import io.geckos.storage.rados.format.BucketRow;
import io.geckos.storage.rados.format.ObjectContent;
import io.geckos.storage.rados.format.VersionRow;
import io.geckos.storage.rados.index.KeyIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Objects. Their bytes are written first, under a name that nothing else ever has; then one operation on the index makes them
 * the latest version of their key.
 */
public final class RadosObjectStore implements ObjectStore {
    private final KeyIndex index;
    private final DataPool data;
    private final VersionDeletion deletion;
    private final ObjectListing listing;

    public RadosObjectStore(KeyIndex index, DataPool data) {
        this.index = index;
        this.data = data;
        this.deletion = new VersionDeletion(index);
        this.listing = new ObjectListing(index);
    }

    @Override
    public ObjectInfo stat(ObjectId id, Version version) {
        return index.readConsistently(
                id.bucket(), bucket -> info(bucket, id, require(id, version, find(bucket, id, version))));
    }

    @Override
    public StoredObject open(ObjectId id, Version version) {
        return index.readConsistently(id.bucket(), bucket -> {
            VersionRow found = require(id, version, find(bucket, id, version));
            return new RadosObject(
                    data, info(bucket, id, found), found.content().orElseThrow());
        });
    }

    private Optional<VersionRow> find(BucketRow bucket, ObjectId id, Version version) {
        return index.find(bucket, id, version);
    }

    private static ObjectInfo info(BucketRow bucket, ObjectId id, VersionRow version) {
        return version.info(id, bucket.isVersioned()).orElseThrow();
    }

    /** The version, which must be an object. */
    private static VersionRow require(ObjectId id, Version version, Optional<VersionRow> found) {
        boolean named = version instanceof Version.Named;
        VersionRow row = found.orElseThrow(() -> named ? new NoSuchVersion(id, version) : new NoSuchObject(id));
        if (row.content().isEmpty()) {
            throw new VersionIsDeleteMarker(id, row.version(), named, row.modified());
        }
        return row;
    }

    @Override
    public ObjectInfo put(ObjectId id, ObjectSpec spec, ObjectUpload upload, WriteCondition condition) {
        BucketRow bucket = checkEarly(id, spec, condition);
        ReceivedContent received =
                ReceivedContent.of(upload, data, DataPool.newId(), new DataOwner(bucket.id(), id.key()));
        return publish(bucket, id, spec, received, condition);
    }

    /** Refuses before any bytes are read what would be refused after. */
    private BucketRow checkEarly(ObjectId id, ObjectSpec spec, WriteCondition condition) {
        return index.readConsistently(id.bucket(), bucket -> {
            if (!condition.equals(WriteCondition.ALWAYS)) {
                NewObject.checkCondition(id, find(bucket, id, Version.LATEST), condition);
            }
            NewObject.checkProtection(bucket, spec);
            return bucket;
        });
    }

    private ObjectInfo publish(
            BucketRow bucket, ObjectId id, ObjectSpec spec, ReceivedContent received, WriteCondition condition) {
        Digests digests = received.digests();
        ObjectContent content = new ObjectContent(
                digests.md5(), digests.size(), digests.checksums(), 0, spec, received.data(), Optional.empty());
        try {
            return index.change(bucket, id, (current, history, change) -> {
                NewObject.checkCondition(id, history.latest(), condition);
                return NewObject.add(current, id, content, change);
            });
        } catch (StorageException.Unavailable e) {
            // The change may be made yet. If it is not, the bytes are found later.
            throw e;
        } catch (StorageException e) {
            data.removeQuietly(received.data());
            throw e;
        }
    }

    @Override
    public ObjectInfo copy(
            StoredObject source,
            ObjectId target,
            ObjectSpec spec,
            Set<ChecksumAlgorithm> checksums,
            WriteCondition condition) {
        ReceivedContent.requireSealedAlike(source, spec.seal());
        BucketRow bucket = checkEarly(target, spec, condition);
        DataOwner owner = new DataOwner(bucket.id(), target.key());
        try (DataWriter writer = data.write(DataPool.newId(), owner, source.storedSize())) {
            ReceivedContent received = spec.seal().isPresent()
                    ? ReceivedContent.copySealed(source, checksums, writer)
                    : ReceivedContent.copy(source, ByteSpan.whole(source.info().size()), checksums, writer);
            return publish(bucket, target, spec, received, condition);
        }
    }

    @Override
    public ObjectInfo rename(
            ObjectId source, WriteCondition sourceCondition, ObjectKey target, WriteCondition targetCondition) {
        index.catalog().require(source.bucket());
        throw new StorageException.Unsupported(StorageCapability.RENAME);
    }

    @Override
    public ObjectInfo retag(ObjectId id, Version version, Map<String, String> tags) {
        return respecify(id, version, spec -> spec.withTags(tags), false);
    }

    @Override
    public ObjectInfo retain(ObjectId id, Version version, Optional<Retention> retention, boolean bypass) {
        return respecify(
                id,
                version,
                spec -> {
                    spec.protection()
                            .retention()
                            .filter(current -> VersionDeletion.binds(current, bypass) && isWeaker(retention, current))
                            .ifPresent(_ -> {
                                throw new StorageException.VersionProtected(id, version);
                            });
                    return spec.withProtection(spec.protection().withRetention(retention));
                },
                true);
    }

    private static boolean isWeaker(Optional<Retention> retention, Retention current) {
        return retention
                .filter(it -> it.mode() == current.mode() && !it.until().isBefore(current.until()))
                .isEmpty();
    }

    @Override
    public ObjectInfo hold(ObjectId id, Version version, boolean legalHold) {
        return respecify(
                id, version, spec -> spec.withProtection(spec.protection().withLegalHold(legalHold)), true);
    }

    @Override
    public ObjectInfo setAcl(ObjectId id, Version version, AccessControlList acl) {
        return respecify(id, version, spec -> spec.withAcl(Optional.of(acl)), false);
    }

    @Override
    public ObjectInfo reseal(ObjectId id, Version version, Seal expected, Seal replacement) {
        return respecify(
                id,
                version,
                spec -> {
                    if (!spec.seal().equals(Optional.of(expected))) {
                        throw new StorageException.ConditionFailed(id);
                    }
                    return spec.withSeal(Optional.of(replacement));
                },
                false);
    }

    private ObjectInfo respecify(ObjectId id, Version version, UnaryOperator<ObjectSpec> edit, boolean needsLock) {
        BucketRow bucket = index.catalog().require(id.bucket());
        return index.change(bucket, id, (current, history, change) -> {
            if (needsLock) {
                NewObject.requireLock(current);
            }
            VersionRow found = require(id, version, history.find(version));
            VersionRow edited =
                    found.withSpec(edit.apply(found.content().orElseThrow().spec()));
            change.replace(found, edited);
            return info(current, id, edited);
        });
    }

    @Override
    public List<DeleteOutcome> delete(BucketName name, List<DeleteTarget> targets) {
        BucketRow bucket = index.catalog().require(name);
        List<DeleteOutcome> outcomes = new ArrayList<>();
        Optional<StorageException> down = Optional.empty();
        for (DeleteTarget target : targets) {
            // Where the cluster does not answer for one, nobody waits for all others in turn.
            DeleteOutcome outcome =
                    down.isPresent() ? new DeleteOutcome.Refused(target, down.get()) : delete(bucket, target);
            if (outcome instanceof DeleteOutcome.Refused refused && refused.reason() instanceof Unavailable) {
                down = Optional.of(refused.reason());
            }
            outcomes.add(outcome);
        }
        return outcomes;
    }

    private DeleteOutcome delete(BucketRow bucket, DeleteTarget target) {
        try {
            return deletion.delete(bucket, target);
        } catch (StorageException.NoSuchBucket e) {
            throw e;
        } catch (StorageException e) {
            return new DeleteOutcome.Refused(target, e);
        }
    }

    @Override
    public ListPage<ListEntry> list(BucketName bucket, ListQuery query) {
        return listing.list(bucket, query);
    }

    @Override
    public ListPage<VersionEntry> listVersions(BucketName bucket, ListQuery query) {
        return listing.listVersions(bucket, query);
    }
}
