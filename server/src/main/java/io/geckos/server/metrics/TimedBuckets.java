package io.geckos.server.metrics;

import static io.geckos.server.metrics.StorageOperation.CREATE_BUCKET;
import static io.geckos.server.metrics.StorageOperation.DELETE_BUCKET;
import static io.geckos.server.metrics.StorageOperation.GET_BUCKET;
import static io.geckos.server.metrics.StorageOperation.GET_SETTING;
import static io.geckos.server.metrics.StorageOperation.LIST_BUCKETS;
import static io.geckos.server.metrics.StorageOperation.PUT_SETTING;
import static io.geckos.server.metrics.StorageOperation.REMOVE_SETTING;
import static io.geckos.server.metrics.StorageOperation.SET_LOCK;
import static io.geckos.server.metrics.StorageOperation.SET_VERSIONING;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.bucket.ObjectLock;
import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.Principal;
import java.util.Map;
import java.util.Optional;

/** A decorator of the bucket repository that times each operation. */
record TimedBuckets(BucketRepository buckets, StorageMetrics times) implements BucketRepository {
    @Override
    public Bucket create(BucketName name, Principal owner, Optional<ObjectLock> lock) {
        return times.time(CREATE_BUCKET, () -> buckets.create(name, owner, lock));
    }

    @Override
    public Bucket get(BucketName name) {
        return times.time(GET_BUCKET, () -> buckets.get(name));
    }

    @Override
    public ListPage<Bucket> list(ListQuery query) {
        return times.time(LIST_BUCKETS, () -> buckets.list(query));
    }

    @Override
    public void delete(BucketName name) {
        times.run(DELETE_BUCKET, () -> buckets.delete(name));
    }

    @Override
    public void setVersioning(BucketName name, VersioningStatus versioning) {
        times.run(SET_VERSIONING, () -> buckets.setVersioning(name, versioning));
    }

    @Override
    public void setLock(BucketName name, ObjectLock lock) {
        times.run(SET_LOCK, () -> buckets.setLock(name, lock));
    }

    @Override
    public Optional<String> setting(BucketName name, BucketSetting kind) {
        return times.time(GET_SETTING, () -> buckets.setting(name, kind));
    }

    /** Not timed, because it looks at memory only. */
    @Override
    public Optional<Principal> owner(BucketName name) {
        return buckets.owner(name);
    }

    @Override
    public Map<BucketSetting, String> settings(BucketName name) {
        return times.time(GET_SETTING, () -> buckets.settings(name));
    }

    @Override
    public void putSetting(BucketName name, BucketSetting kind, String document) {
        times.run(PUT_SETTING, () -> buckets.putSetting(name, kind, document));
    }

    @Override
    public void removeSetting(BucketName name, BucketSetting kind) {
        times.run(REMOVE_SETTING, () -> buckets.removeSetting(name, kind));
    }
}
