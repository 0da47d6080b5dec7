package io.geckos.server.metrics;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.engine.ForwardingStorage;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.multipart.MultipartStore;
import io.geckos.domain.object.ObjectStore;

/** What the protocol sees of a storage, each of its operations timed. Whoever opened the storage closes it. */
public final class TimedStorage extends ForwardingStorage {
    private final BucketRepository buckets;
    private final ObjectStore objects;
    private final MultipartStore uploads;

    public TimedStorage(Storage storage, StorageMetrics times) {
        super(storage);
        this.buckets = new TimedBuckets(storage.buckets(), times);
        this.objects = new TimedObjects(storage.objects(), times);
        this.uploads = new TimedUploads(storage.uploads(), times);
    }

    @Override
    public BucketRepository buckets() {
        return buckets;
    }

    @Override
    public ObjectStore objects() {
        return objects;
    }

    @Override
    public MultipartStore uploads() {
        return uploads;
    }

    @Override
    public void close() {
        // It belongs to whoever opened it.
    }
}
