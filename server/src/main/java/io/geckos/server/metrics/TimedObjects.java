package io.geckos.server.metrics;

import static io.geckos.server.metrics.StorageOperation.COPY_OBJECT;
import static io.geckos.server.metrics.StorageOperation.DELETE_OBJECTS;
import static io.geckos.server.metrics.StorageOperation.HOLD_OBJECT;
import static io.geckos.server.metrics.StorageOperation.LIST_OBJECTS;
import static io.geckos.server.metrics.StorageOperation.LIST_VERSIONS;
import static io.geckos.server.metrics.StorageOperation.OPEN_OBJECT;
import static io.geckos.server.metrics.StorageOperation.PUT_OBJECT;
import static io.geckos.server.metrics.StorageOperation.RENAME_OBJECT;
import static io.geckos.server.metrics.StorageOperation.RESEAL_OBJECT;
import static io.geckos.server.metrics.StorageOperation.RETAG_OBJECT;
import static io.geckos.server.metrics.StorageOperation.RETAIN_OBJECT;
import static io.geckos.server.metrics.StorageOperation.SET_OBJECT_ACL;
import static io.geckos.server.metrics.StorageOperation.STAT_OBJECT;

import io.geckos.domain.checksum.ChecksumAlgorithm;
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
import io.geckos.domain.object.ObjectUpload;
import io.geckos.domain.object.Retention;
import io.geckos.domain.object.Seal;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.VersionEntry;
import io.geckos.domain.object.WriteCondition;
import io.geckos.domain.security.AccessControlList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A decorator of the object store that times each operation. Reading an opened object is not an operation. */
record TimedObjects(ObjectStore objects, StorageMetrics times) implements ObjectStore {
    @Override
    public ObjectInfo stat(ObjectId id, Version version) {
        return times.time(STAT_OBJECT, () -> objects.stat(id, version));
    }

    @Override
    public StoredObject open(ObjectId id, Version version) {
        return times.time(OPEN_OBJECT, () -> objects.open(id, version));
    }

    @Override
    public ObjectInfo put(ObjectId id, ObjectSpec spec, ObjectUpload upload, WriteCondition condition) {
        return times.time(PUT_OBJECT, () -> objects.put(id, spec, upload, condition));
    }

    @Override
    public ObjectInfo copy(
            StoredObject source,
            ObjectId target,
            ObjectSpec spec,
            Set<ChecksumAlgorithm> checksums,
            WriteCondition condition) {
        return times.time(COPY_OBJECT, () -> objects.copy(source, target, spec, checksums, condition));
    }

    @Override
    public ObjectInfo rename(
            ObjectId source, WriteCondition sourceCondition, ObjectKey target, WriteCondition targetCondition) {
        return times.time(RENAME_OBJECT, () -> objects.rename(source, sourceCondition, target, targetCondition));
    }

    @Override
    public ObjectInfo retag(ObjectId id, Version version, Map<String, String> tags) {
        return times.time(RETAG_OBJECT, () -> objects.retag(id, version, tags));
    }

    @Override
    public ObjectInfo retain(ObjectId id, Version version, Optional<Retention> retention, boolean bypass) {
        return times.time(RETAIN_OBJECT, () -> objects.retain(id, version, retention, bypass));
    }

    @Override
    public ObjectInfo hold(ObjectId id, Version version, boolean legalHold) {
        return times.time(HOLD_OBJECT, () -> objects.hold(id, version, legalHold));
    }

    @Override
    public ObjectInfo setAcl(ObjectId id, Version version, AccessControlList acl) {
        return times.time(SET_OBJECT_ACL, () -> objects.setAcl(id, version, acl));
    }

    @Override
    public ObjectInfo reseal(ObjectId id, Version version, Seal expected, Seal replacement) {
        return times.time(RESEAL_OBJECT, () -> objects.reseal(id, version, expected, replacement));
    }

    @Override
    public List<DeleteOutcome> delete(BucketName bucket, List<DeleteTarget> targets) {
        return times.time(DELETE_OBJECTS, () -> objects.delete(bucket, targets));
    }

    @Override
    public ListPage<ListEntry> list(BucketName bucket, ListQuery query) {
        return times.time(LIST_OBJECTS, () -> objects.list(bucket, query));
    }

    @Override
    public ListPage<VersionEntry> listVersions(BucketName bucket, ListQuery query) {
        return times.time(LIST_VERSIONS, () -> objects.listVersions(bucket, query));
    }
}
