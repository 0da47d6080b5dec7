package io.geckos.storage.testkit.memory;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.engine.BackgroundTask;
import io.geckos.domain.engine.DocumentStore;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.engine.StorageTransfer;
import io.geckos.domain.engine.StorageUsage;
import io.geckos.domain.error.StorageCapability;
import io.geckos.domain.error.StorageException.Unavailable;
import io.geckos.domain.multipart.MultipartStore;
import io.geckos.domain.object.ObjectStore;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The reference engine: all ports over sorted maps and one lock. It is as simple as possible, so that a reader can
 * compare it with the Javadoc of the ports. Closing it drops all data.
 */
public final class MemoryStorage implements Storage {
    private static final Pattern VERSION_ID = Pattern.compile("[0-9a-f]{32}");

    private final MemoryState memory = new MemoryState();
    private final BucketRepository buckets = new MemoryBuckets(memory);
    private final ObjectStore objects = new MemoryObjects(memory);
    private final MultipartStore uploads = new MemoryUploads(memory);
    private final DocumentStore documents = new MemoryDocuments(memory);
    private final StorageTransfer transfer = new MemoryTransfer(memory);
    private final BackgroundTask housekeeping = new MemoryBackgroundTask("housekeeping");

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
    public DocumentStore documents() {
        return documents;
    }

    @Override
    public StorageTransfer transfer() {
        return transfer;
    }

    @Override
    public Set<StorageCapability> capabilities() {
        return EnumSet.allOf(StorageCapability.class);
    }

    @Override
    public boolean isVersionId(String text) {
        return VERSION_ID.matcher(text).matches();
    }

    @Override
    public Optional<StorageUsage> usage() {
        synchronized (memory) {
            return Optional.of(new StorageUsage(
                    true, memory.buckets().stream().map(MemoryStorage::usage).toList()));
        }
    }

    @Override
    public List<BackgroundTask> backgroundTasks() {
        return List.of(housekeeping);
    }

    private static StorageUsage.OfBucket usage(MemoryBucket bucket) {
        StorageUsage.Figures figures = StorageUsage.Figures.uploads(
                bucket.uploads().size(),
                bucket.uploads().values().stream().mapToLong(MemoryUpload::size).sum());
        for (List<MemoryVersion> versions : bucket.versions().values()) {
            for (MemoryVersion version : versions) {
                figures = figures.plus(
                        switch (version) {
                            case MemoryVersion.Marker _ -> StorageUsage.Figures.markers(1);
                            case MemoryVersion.Stored stored
                            when stored.equals(versions.getFirst()) ->
                                StorageUsage.Figures.objects(
                                        1, stored.object().info().size());
                            case MemoryVersion.Stored stored ->
                                StorageUsage.Figures.noncurrent(
                                        1, stored.object().info().size());
                        });
            }
        }
        return new StorageUsage.OfBucket(bucket.facts().name(), figures, Instant.now(), 0);
    }

    @Override
    public void check() {
        synchronized (memory) {
            if (memory.isClosed()) {
                throw new Unavailable("the storage is closed");
            }
        }
    }

    @Override
    public void close() {
        synchronized (memory) {
            memory.close();
        }
    }
}
