package io.geckos.storage.fs;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.bucket.ObjectLock;
import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.Principal;
import io.geckos.storage.fs.directories.BucketEmptyCheck;
import io.geckos.storage.fs.directories.BucketLocks;
import io.geckos.storage.fs.directories.DirectoryCreator;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.files.FileType;
import io.geckos.storage.fs.format.BucketRecord;
import io.geckos.storage.fs.index.ListPosition;
import io.geckos.storage.fs.volume.BucketDirectoryHandles;
import io.geckos.storage.fs.volume.BucketRecords;
import io.geckos.storage.fs.volume.BucketState;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.volume.DataDirectoryFormat;
import io.geckos.storage.fs.volume.StorageErrorMapping;
import io.geckos.storage.fs.write.UsageCounters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Buckets as directories. What is said of a bucket is kept apart from it, so that making a bucket, which discards what
 * an earlier one of that name left, and deleting one are each a single step.
 */
public final class FsBucketRepository implements BucketRepository {
    private final DataDirectory volume;
    private final StorageErrorMapping faults;
    private final BucketLocks gates;
    private final DirectoryCreator directories;
    private final BucketRecords records;
    private final BucketEmptyCheck emptiness;
    private final UsageCounters holdings;

    public FsBucketRepository(FsEngine engine) {
        this.volume = engine.volume();
        this.faults = engine.faults();
        this.gates = engine.gates();
        this.directories = engine.directories();
        this.holdings = engine.holdings();
        this.records = engine.records();
        this.emptiness = new BucketEmptyCheck(volume.files(), engine.lookup());
    }

    @Override
    public Bucket create(BucketName name, Principal owner, Optional<ObjectLock> lock) {
        BucketRecord plain =
                BucketRecord.plain(FileStatus.instant(volume.clock().next()), Optional.of(owner));
        return create(
                name,
                lock.map(it -> plain.with(VersioningStatus.ENABLED).with(it)).orElse(plain));
    }

    /** Makes a bucket with a record; throws as {@link #create(BucketName, Principal, Optional)}. */
    Bucket create(BucketName name, BucketRecord made) {
        return faults.committing(() -> {
            try (var _ = gates.alone(name)) {
                FileStatus stat = volume.files().stat(volume.root(), name.value());
                if (stat != null && stat.type() == FileType.DIRECTORY) {
                    throw new StorageException.BucketExists(name);
                }
                if (stat != null) {
                    throw new StorageException.UnusablePath("no directory, so no bucket: " + name);
                }
                boolean _ = records.retire(name.value());
                if (made.versioning() != VersioningStatus.UNVERSIONED) {
                    byte[] _ = DataDirectoryFormat.keepVersions(volume);
                }
                records.write(name, made);
                volume.files().mkdir(volume.root(), name.value());
                volume.syncs().force(volume.root());
                holdings.made(name);
                return bucket(name, made, made.versioning());
            }
        });
    }

    @Override
    public Bucket get(BucketName name) {
        return faults.reading(() -> find(name));
    }

    private Bucket find(BucketName name) throws FileFault {
        FileStatus stat = require(name);
        BucketState state = records.of(name);
        return bucket(name, record(state, stat), state.versioning());
    }

    private static Bucket bucket(BucketName name, BucketRecord record, VersioningStatus versioning) {
        return new Bucket(name, record.created(), record.owner(), versioning, record.lock());
    }

    private FileStatus require(BucketName name) throws FileFault {
        FileStatus stat = volume.files().stat(volume.root(), name.value());
        if (stat == null || stat.type() != FileType.DIRECTORY) {
            records.forget(name);
            throw new StorageException.NoSuchBucket(name);
        }
        return stat;
    }

    /** What is said of a bucket; of one that nobody made by a request, that is when its directory was made. */
    private static BucketRecord record(BucketState state, FileStatus stat) {
        BucketRecord record = state.record();
        return record == null ? BucketRecord.plain(FileStatus.instant(stat.born()), Optional.empty()) : record;
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
                    BucketState _ = records.require(name);
                    if (!emptiness.isEmpty(name, dirs.requireBucket())) {
                        throw new StorageException.BucketNotEmpty(name);
                    }
                }
                // What is left by a failure would be discarded by the next start, or moved away by who makes the bucket
                // anew.
                volume.discardBucket(name.value(), () -> records.discard(name));
                directories.forget(name);
                holdings.removed(name);
            }
        });
    }

    @Override
    public void setVersioning(BucketName name, VersioningStatus versioning) {
        if (versioning == VersioningStatus.UNVERSIONED) {
            throw new IllegalArgumentException("no bucket returns to " + versioning);
        }
        changeState(name, record -> {
            if (versioning == VersioningStatus.SUSPENDED && record.lock().isPresent()) {
                throw new StorageException.WrongState(name, "has an object lock, so versions are kept");
            }
            return record.with(versioning);
        });
    }

    @Override
    public void setLock(BucketName name, ObjectLock lock) {
        changeState(name, record -> {
            if (record.versioning() != VersioningStatus.ENABLED) {
                throw new StorageException.WrongState(name, "does not keep versions, which can be locked only then");
            }
            return record.with(lock);
        });
    }

    /** From here on the data directory is one that engines without versions leave alone. */
    private void changeState(BucketName name, UnaryOperator<BucketRecord> change) {
        change(name, record -> {
            BucketRecord changed = change.apply(record);
            byte[] _ = DataDirectoryFormat.keepVersions(volume);
            return changed;
        });
    }

    @Override
    public Optional<String> setting(BucketName name, BucketSetting kind) {
        return Optional.ofNullable(exactSettings(name).get(kind));
    }

    @Override
    public Optional<Principal> owner(BucketName name) {
        BucketState known = records.known(name);
        return owner(known == null ? state(name) : known);
    }

    private static Optional<Principal> owner(BucketState state) {
        BucketRecord record = readable(state);
        return record == null ? Optional.empty() : record.owner();
    }

    @Override
    public Map<BucketSetting, String> settings(BucketName name) {
        BucketState known = records.known(name);
        return known == null ? exactSettings(name) : settings(known);
    }

    private Map<BucketSetting, String> exactSettings(BucketName name) {
        return settings(state(name));
    }

    private BucketState state(BucketName name) {
        return faults.reading(() -> {
            FileStatus _ = require(name);
            return records.of(name);
        });
    }

    private static Map<BucketSetting, String> settings(BucketState state) {
        BucketRecord record = readable(state);
        return record == null ? Map.of() : record.settings();
    }

    /**
     * The record of a bucket; null if it has none. An unreadable one may have denied something or belong to another account,
     * so nobody is told that there is none.
     */
    private static @Nullable BucketRecord readable(BucketState state) {
        if (!state.isReadable()) {
            throw new StorageException.Unavailable(state.problem());
        }
        return state.record();
    }

    @Override
    public void putSetting(BucketName name, BucketSetting kind, String document) {
        change(name, record -> record.with(kind, document));
    }

    @Override
    public void removeSetting(BucketName name, BucketSetting kind) {
        change(name, record -> record.without(kind));
    }

    /** What is to be said of a bucket from now on. */
    @FunctionalInterface
    private interface RecordChange {
        BucketRecord of(BucketRecord record) throws FileFault;
    }

    private void change(BucketName name, RecordChange change) {
        faults.committingAll(() -> {
            try (var _ = gates.alone(name)) {
                FileStatus stat = require(name);
                BucketState state = records.require(name);
                // Where the record was lost beside versions, they are kept from now on, too.
                BucketRecord record = record(state, stat);
                record = record.versioning() == state.versioning() ? record : record.with(state.versioning());
                BucketRecord changed = change.of(record);
                if (!changed.equals(record)) {
                    records.write(name, changed);
                }
            }
        });
    }
}
