package io.geckos.domain.engine;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.error.StorageCapability;
import io.geckos.domain.multipart.MultipartStore;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.object.ObjectStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A storage that forwards every call to another one. Decorators and fakes extend it and override the methods that they
 * change. It also forwards the methods that have a default in the port.
 */
public abstract class ForwardingStorage implements Storage {
    private final Storage storage;

    /** Forwards to {@code storage}. */
    protected ForwardingStorage(Storage storage) {
        this.storage = storage;
    }

    /** The storage that receives the calls. */
    protected final Storage delegate() {
        return storage;
    }

    @Override
    public BucketRepository buckets() {
        return storage.buckets();
    }

    @Override
    public ObjectStore objects() {
        return storage.objects();
    }

    @Override
    public MultipartStore uploads() {
        return storage.uploads();
    }

    @Override
    public DocumentStore documents() {
        return storage.documents();
    }

    @Override
    public StorageTransfer transfer() {
        return storage.transfer();
    }

    @Override
    public Set<StorageCapability> capabilities() {
        return storage.capabilities();
    }

    @Override
    public boolean isVersionId(String text) {
        return storage.isVersionId(text);
    }

    @Override
    public List<StorageGauge> measures() {
        return storage.measures();
    }

    @Override
    public List<LatencyHistogram> timings() {
        return storage.timings();
    }

    @Override
    public Optional<StorageUsage> usage() {
        return storage.usage();
    }

    @Override
    public Optional<StorageUsage.OfBucket> usage(BucketName bucket) {
        return storage.usage(bucket);
    }

    @Override
    public List<BackgroundTask> backgroundTasks() {
        return storage.backgroundTasks();
    }

    @Override
    public void check() {
        storage.check();
    }

    @Override
    public void close() {
        storage.close();
    }
}
