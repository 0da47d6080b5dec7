package io.geckos.domain.object;

import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.security.AccessControlList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An object store that forwards every call to another one. Decorators and fakes extend it and override the methods that
 * they change. It also forwards the methods that have a default in the port.
 */
public abstract class ForwardingObjectStore implements ObjectStore {
    private final ObjectStore objects;

    /** Forwards to {@code objects}. */
    public ForwardingObjectStore(ObjectStore objects) {
        this.objects = objects;
    }

    /** The store that receives the calls. */
    protected final ObjectStore delegate() {
        return objects;
    }

    @Override
    public ObjectInfo stat(ObjectId id, Version version) {
        return objects.stat(id, version);
    }

    @Override
    public StoredObject open(ObjectId id, Version version) {
        return objects.open(id, version);
    }

    @Override
    public ObjectInfo put(ObjectId id, ObjectSpec spec, ObjectUpload upload, WriteCondition condition) {
        return objects.put(id, spec, upload, condition);
    }

    @Override
    public ObjectInfo copy(
            StoredObject source,
            ObjectId target,
            ObjectSpec spec,
            Set<ChecksumAlgorithm> checksums,
            WriteCondition condition) {
        return objects.copy(source, target, spec, checksums, condition);
    }

    @Override
    public ObjectInfo rename(
            ObjectId source, WriteCondition sourceCondition, ObjectKey target, WriteCondition targetCondition) {
        return objects.rename(source, sourceCondition, target, targetCondition);
    }

    @Override
    public ObjectInfo retag(ObjectId id, Version version, Map<String, String> tags) {
        return objects.retag(id, version, tags);
    }

    @Override
    public ObjectInfo retain(ObjectId id, Version version, Optional<Retention> retention, boolean bypass) {
        return objects.retain(id, version, retention, bypass);
    }

    @Override
    public ObjectInfo hold(ObjectId id, Version version, boolean legalHold) {
        return objects.hold(id, version, legalHold);
    }

    @Override
    public ObjectInfo setAcl(ObjectId id, Version version, AccessControlList acl) {
        return objects.setAcl(id, version, acl);
    }

    @Override
    public ObjectInfo reseal(ObjectId id, Version version, Seal expected, Seal replacement) {
        return objects.reseal(id, version, expected, replacement);
    }

    @Override
    public List<DeleteOutcome> delete(BucketName bucket, List<DeleteTarget> targets) {
        return objects.delete(bucket, targets);
    }

    @Override
    public ListPage<ListEntry> list(BucketName bucket, ListQuery query) {
        return objects.list(bucket, query);
    }

    @Override
    public ListPage<VersionEntry> listVersions(BucketName bucket, ListQuery query) {
        return objects.listVersions(bucket, query);
    }
}
