package io.geckos.domain.bucket;

import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.Principal;
import java.util.Map;
import java.util.Optional;

/**
 * A bucket repository that forwards every call to another one. Decorators and fakes extend it and override the methods
 * that they change. It also forwards the methods that have a default in the port.
 */
public abstract class ForwardingBucketRepository implements BucketRepository {
    private final BucketRepository buckets;

    /** Forwards to {@code buckets}. */
    public ForwardingBucketRepository(BucketRepository buckets) {
        this.buckets = buckets;
    }

    /** The repository that receives the calls. */
    protected final BucketRepository delegate() {
        return buckets;
    }

    @Override
    public Bucket create(BucketName name, Principal owner, Optional<ObjectLock> lock) {
        return buckets.create(name, owner, lock);
    }

    @Override
    public Bucket get(BucketName name) {
        return buckets.get(name);
    }

    @Override
    public ListPage<Bucket> list(ListQuery query) {
        return buckets.list(query);
    }

    @Override
    public void delete(BucketName name) {
        buckets.delete(name);
    }

    @Override
    public void setVersioning(BucketName name, VersioningStatus versioning) {
        buckets.setVersioning(name, versioning);
    }

    @Override
    public void setLock(BucketName name, ObjectLock lock) {
        buckets.setLock(name, lock);
    }

    @Override
    public Optional<String> setting(BucketName name, BucketSetting kind) {
        return buckets.setting(name, kind);
    }

    @Override
    public Optional<Principal> owner(BucketName name) {
        return buckets.owner(name);
    }

    @Override
    public Map<BucketSetting, String> settings(BucketName name) {
        return buckets.settings(name);
    }

    @Override
    public void putSetting(BucketName name, BucketSetting kind, String document) {
        buckets.putSetting(name, kind, document);
    }

    @Override
    public void removeSetting(BucketName name, BucketSetting kind) {
        buckets.removeSetting(name, kind);
    }
}
