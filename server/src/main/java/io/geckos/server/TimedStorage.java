package io.geckos.server;

import io.geckos.domain.BucketRepository;
import io.geckos.domain.Capability;
import io.geckos.domain.MultipartStore;
import io.geckos.domain.ObjectStore;
import io.geckos.domain.Storage;
import java.util.Set;

/** What the protocol sees of a storage, each of its operations timed. Whoever opened the storage closes it. */
final class TimedStorage implements Storage {
    private final Storage storage;
    private final BucketRepository buckets;
    private final ObjectStore objects;
    private final MultipartStore uploads;

    TimedStorage(Storage storage, StorageTimes times) {
        this.storage = storage;
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
    public Set<Capability> capabilities() {
        return storage.capabilities();
    }

    @Override
    public void check() {
        storage.check();
    }

    @Override
    public void close() {
        // It belongs to whoever opened it.
    }
}
