package io.geckos.storage.fs;

import io.geckos.domain.BucketRepository;
import io.geckos.domain.Capability;
import io.geckos.domain.MultipartStore;
import io.geckos.domain.ObjectId;
import io.geckos.domain.ObjectStore;
import io.geckos.domain.Storage;
import io.geckos.domain.StorageException;
import java.util.Set;

/** The engine, put together. */
final class FsStorage implements Storage {
    private final Volume volume;
    private final DataLock lock;
    private final FsBuckets buckets;
    private final FsObjects objects;

    /** Takes over what it is given. */
    FsStorage(Volume volume, DataLock lock) {
        this.volume = volume;
        this.lock = lock;
        Faults faults = new Faults(volume.health());
        BucketGates gates = new BucketGates();
        KeyLocks<ObjectId> locks = new KeyLocks<>();
        Lookup lookup = new Lookup(volume.files(), locks);
        Committer committer = new Committer(volume, gates, locks, lookup);
        Listing listing = new Listing(volume.files(), lookup, new DirectoryIndex(volume.files()));
        this.buckets = new FsBuckets(volume, faults, gates, committer.directories(), lookup);
        this.objects = new FsObjects(volume, faults, lookup, committer, listing);
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
        throw new UnsupportedOperationException("uploads in parts");
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public void check() {
        volume.health().requireWritable();
        try {
            Staged.begin(volume).close();
        } catch (FileFault fault) {
            throw new StorageException.Unavailable("cannot write: " + fault.getMessage(), fault);
        }
    }

    @Override
    public void close() {
        volume.close();
        lock.close();
    }
}
