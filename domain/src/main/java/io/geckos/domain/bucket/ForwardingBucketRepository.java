package io.geckos.domain.bucket;

import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.Principal;
import java.util.Optional;

/**
 * A bucket repository that forwards every call: the base of decorators and fakes, which override what they change. It forwards what has
 * a default in the port too, so that nothing is lost on the way.
 */
public abstract class ForwardingBucketRepository implements BucketRepository {
    private final BucketRepository buckets;

    /** Forwards to {@code buckets}. */
    public ForwardingBucketRepository(BucketRepository buckets) {
        this.buckets = buckets;
    }

    /** What calls are forwarded to. */
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
    public void putSetting(BucketName name, BucketSetting kind, String document) {
        buckets.putSetting(name, kind, document);
    }

    @Override
    public void removeSetting(BucketName name, BucketSetting kind) {
        buckets.removeSetting(name, kind);
    }
}
