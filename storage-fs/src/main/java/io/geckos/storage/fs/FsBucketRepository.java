package io.geckos.storage.fs;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.bucket.ObjectLock;
import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.error.StorageCapability;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.Principal;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.files.FileType;
import io.geckos.storage.fs.format.BucketRecord;
import io.geckos.storage.fs.index.ListPosition;
import io.geckos.storage.fs.volume.BucketDirectoryHandles;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.volume.StorageErrorMapping;
import io.geckos.storage.fs.write.BucketEmptyCheck;
import io.geckos.storage.fs.write.BucketLocks;
import io.geckos.storage.fs.write.BucketRecordFile;
import io.geckos.storage.fs.write.DirectoryCreator;
import io.geckos.storage.fs.write.UsageCounters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Buckets as directories. What is said of a bucket is kept apart from it, so that making a bucket, which discards what
 * an earlier one of that name left, and deleting one are each a single step.
 */
public final class FsBucketRepository implements BucketRepository {
    private final DataDirectory volume;
    private final StorageErrorMapping faults;
    private final BucketLocks gates;
    private final DirectoryCreator directories;
    private final BucketRecordFile records;
    private final BucketEmptyCheck emptiness;
    private final UsageCounters holdings;

    public FsBucketRepository(FsEngine engine) {
        this.volume = engine.volume();
        this.faults = engine.faults();
        this.gates = engine.gates();
        this.directories = engine.directories();
        this.holdings = engine.holdings();
        this.records = new BucketRecordFile(volume, engine.lookup());
        this.emptiness = new BucketEmptyCheck(volume.files(), engine.lookup());
    }

    @Override
    public Bucket create(BucketName name, Principal owner, Optional<ObjectLock> lock) {
        if (lock.isPresent()) {
            throw new StorageException.Unsupported(StorageCapability.OBJECT_LOCK);
        }
        return faults.committing(() -> {
            try (var _ = gates.alone(name)) {
                FileStatus stat = volume.files().stat(volume.root(), name.value());
                if (stat != null && stat.type() == FileType.DIRECTORY) {
                    throw new StorageException.BucketExists(name);
                }
                if (stat != null) {
                    throw new StorageException.Forbidden("no directory, so no bucket: " + name);
                }
                records.discard(name);
                BucketRecord made =
                        new BucketRecord(FileStatus.instant(volume.clock().next()), Optional.of(owner), Map.of());
                records.write(name, made);
                volume.files().mkdir(volume.root(), name.value());
                volume.syncs().force(volume.root());
                holdings.made(name);
                return bucket(name, made);
            }
        });
    }

    @Override
    public Bucket get(BucketName name) {
        return faults.reading(() -> find(name));
    }

    private Bucket find(BucketName name) throws FileFault {
        return bucket(name, record(name));
    }

    private static Bucket bucket(BucketName name, BucketRecord record) {
        return new Bucket(name, record.created(), record.owner(), VersioningStatus.UNVERSIONED, Optional.empty());
    }

    private BucketRecord record(BucketName name) throws FileFault {
        FileStatus stat = volume.files().stat(volume.root(), name.value());
        if (stat == null || stat.type() != FileType.DIRECTORY) {
            throw new StorageException.NoSuchBucket(name);
        }
        return records.read(name)
                .orElseGet(() -> new BucketRecord(FileStatus.instant(stat.born()), Optional.empty(), Map.of()));
    }

    @Override
    public ListPage<Bucket> list(ListQuery query) {
        return faults.scanning(() -> {
            volume.requireInPlace();
            ListPosition position = ListPosition.of(query);
            TreeSet<String> names = new TreeSet<>();
            volume.files().list(volume.root(), (name, type) -> {
                if (name != null
                        && type == FileType.DIRECTORY
                        && BucketName.isLegal(name)
                        && name.startsWith(query.prefix())
                        && position.isBefore(name)) {
                    names.add(name);
                }
            });
            return page(names, query.limit());
        });
    }

    private ListPage<Bucket> page(Iterable<String> names, int limit) throws FileFault {
        List<Bucket> buckets = new ArrayList<>();
        String last = "";
        for (String name : names) {
            if (buckets.size() == limit) {
                ListPosition position = new ListPosition(last, false);
                return new ListPage<>(buckets, limit == 0 ? Optional.empty() : Optional.of(position.token()));
            }
            try {
                buckets.add(find(new BucketName(name)));
                last = name;
            } catch (StorageException.NoSuchBucket _) {
                // It was deleted since the directory was read.
            }
        }
        return new ListPage<>(buckets, Optional.empty());
    }

    @Override
    public void delete(BucketName name) {
        faults.committingAll(() -> {
            try (var _ = gates.alone(name)) {
                try (BucketDirectoryHandles dirs = new BucketDirectoryHandles(volume.files(), name)) {
                    if (!emptiness.isEmpty(name, dirs.requireBucket())) {
                        throw new StorageException.BucketNotEmpty(name);
                    }
                }
                volume.discard(volume.root(), name.value());
                // What is left of them would be discarded by the next start, or by who makes the bucket anew.
                volume.tidy(() -> records.discard(name));
                directories.forget(name);
                holdings.removed(name);
            }
        });
    }

    @Override
    public void setVersioning(BucketName name, VersioningStatus versioning) {
        throw new StorageException.Unsupported(StorageCapability.VERSIONING);
    }

    @Override
    public void setLock(BucketName name, ObjectLock lock) {
        throw new StorageException.Unsupported(StorageCapability.OBJECT_LOCK);
    }

    @Override
    public Optional<String> setting(BucketName name, BucketSetting kind) {
        return faults.reading(() -> Optional.ofNullable(record(name).settings().get(kind)));
    }

    @Override
    public void putSetting(BucketName name, BucketSetting kind, String document) {
        change(name, record -> record.with(kind, document));
    }

    @Override
    public void removeSetting(BucketName name, BucketSetting kind) {
        change(name, record -> record.without(kind));
    }

    private void change(BucketName name, UnaryOperator<BucketRecord> change) {
        faults.committingAll(() -> {
            try (var _ = gates.alone(name)) {
                BucketRecord record = record(name);
                BucketRecord changed = change.apply(record);
                if (!changed.equals(record)) {
                    records.write(name, changed);
                }
            }
        });
    }
}
