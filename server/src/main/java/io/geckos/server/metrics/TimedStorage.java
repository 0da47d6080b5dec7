package io.geckos.server.metrics;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.engine.ForwardingStorage;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.multipart.MultipartStore;
import io.geckos.domain.object.ObjectStore;

/**
 * A decorator of the storage that times each operation of its ports. The protocol uses it. Closing it does not close
 * the storage.
 */
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
        // The code that opened the storage closes it.
    }
}
