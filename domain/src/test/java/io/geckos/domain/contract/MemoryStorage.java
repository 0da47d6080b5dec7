package io.geckos.domain.contract;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.engine.Chore;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.engine.Usage;
import io.geckos.domain.error.Capability;
import io.geckos.domain.error.StorageException.Unavailable;
import io.geckos.domain.multipart.MultipartStore;
import io.geckos.domain.object.ObjectStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The reference: all ports over sorted maps and one lock. It is as plain as it can be, so that what it answers is what
 * the ports' Javadoc says. It forgets everything when it is closed.
 */
public final class MemoryStorage implements Storage {
    private final Memory memory = new Memory();
    private final BucketRepository buckets = new MemoryBuckets(memory);
    private final ObjectStore objects = new MemoryObjects(memory);
    private final MultipartStore uploads = new MemoryUploads(memory);
    private final Chore housekeeping = new MemoryChore("housekeeping");

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
        return Set.of(Capability.RENAME);
    }

    @Override
    public Optional<Usage> usage() {
        synchronized (memory) {
            return Optional.of(new Usage(
                    true, memory.buckets().stream().map(MemoryStorage::usage).toList()));
        }
    }

    @Override
    public List<Chore> chores() {
        return List.of(housekeeping);
    }

    private static Usage.OfBucket usage(MemoryBucket bucket) {
        return new Usage.OfBucket(
                bucket.facts().name(),
                bucket.objects().size(),
                bucket.objects().values().stream()
                        .mapToLong(object -> object.info().size())
                        .sum(),
                bucket.uploads().size(),
                Instant.now(),
                0);
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
