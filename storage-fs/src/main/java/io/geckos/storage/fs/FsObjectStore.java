package io.geckos.storage.fs;

import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteOutcome;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ListEntry;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.ObjectStore;
import io.geckos.domain.object.ObjectUpload;
import io.geckos.domain.object.Retention;
import io.geckos.domain.object.Seal;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.VersionEntry;
import io.geckos.domain.object.WriteCondition;
import io.geckos.domain.security.AccessControlList;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.read.AdoptionQueue;
import io.geckos.storage.fs.read.FsStoredObject;
import io.geckos.storage.fs.read.LocatedObject;
import io.geckos.storage.fs.read.ObjectLister;
import io.geckos.storage.fs.read.ObjectLookup;
import io.geckos.storage.fs.versions.KeyHistory;
import io.geckos.storage.fs.versions.KeyVersions;
import io.geckos.storage.fs.versions.VersionLister;
import io.geckos.storage.fs.volume.BucketDirectoryHandles;
import io.geckos.storage.fs.volume.BucketRecords;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.volume.StorageErrorMapping;
import io.geckos.storage.fs.write.ObjectCommitter;
import io.geckos.storage.fs.write.ObjectDeleter;
import io.geckos.storage.fs.write.ObjectWriter;
import io.geckos.storage.fs.write.RetentionCheck;
import io.geckos.storage.fs.write.WriteConditionCheck;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Objects as files. */
public final class FsObjectStore implements ObjectStore {
    private final DataDirectory volume;
    private final StorageErrorMapping faults;
    private final BucketRecords records;
    private final ObjectLookup lookup;
    private final @Nullable ObjectLookup cachedReads;
    private final ObjectCommitter committer;
    private final ObjectWriter writer;
    private final ObjectLister listing;
    private final KeyVersions versions;
    private final VersionLister versionLister;
    private final ObjectDeleter removals;
    private final AdoptionQueue strays;

    public FsObjectStore(FsEngine engine) {
        this.volume = engine.volume();
        this.faults = engine.faults();
        this.records = engine.records();
        this.lookup = engine.lookup();
        this.cachedReads = lookup.cachedReads(volume.files());
        this.committer = engine.committer();
        this.writer = new ObjectWriter(volume, records, lookup, committer);
        this.removals = engine.removals();
        this.strays = engine.strays();
        this.versions = engine.versions();
        this.versionLister = new VersionLister(volume, versions);
        this.listing = new ObjectLister(volume, lookup.keeping(engine.summaries()), strays);
    }

    @Override
    public ObjectInfo stat(ObjectId id, Version version) {
        return faults.reading(() -> {
            VersionLookup found = find(id, version, false);
            return found.object().entry().info(id, found.versioning());
        });
    }

    @Override
    public StoredObject open(ObjectId id, Version version) {
        return faults.reading(() -> {
            VersionLookup found = find(id, version, true);
            return new FsStoredObject(volume, id, found.versioning(), found.object());
        });
    }

    /** An object, and whether its bucket keeps versions. */
    private record VersionLookup(LocatedObject object, VersioningStatus versioning) {}

    private VersionLookup find(ObjectId id, Version version, boolean opening) throws FileFault {
        try (BucketDirectoryHandles dirs = new BucketDirectoryHandles(volume.files(), id.bucket())) {
            LocatedObject current = version.equals(Version.LATEST) ? find(dirs, id.key(), opening) : null;
            if (current != null) {
                strays.notice(id, current);
            } else {
                dirs.requireBucket();
            }
            VersioningStatus versioning = records.of(id.bucket()).versioning();
            boolean plain = versioning == VersioningStatus.UNVERSIONED;
            if (current != null && (plain || !KeyHistory.isPutByHand(current))) {
                return new VersionLookup(current, versioning);
            }
            if (!plain) {
                close(current);
                // What was opened for the look above may have been removed and made anew.
                dirs.closeAll();
                return new VersionLookup(
                        volume.disk().call(() -> versions.find(dirs, id, version, opening)), versioning);
            }
            LocatedObject found = version.equals(Version.NULL) ? find(dirs, id.key(), opening) : null;
            if (found == null) {
                throw KeyVersions.missing(id, version);
            }
            return new VersionLookup(found, versioning);
        }
    }

    private static void close(@Nullable LocatedObject found) {
        FileHandle file = found == null ? null : found.file();
        if (file != null) {
            file.close();
        }
    }

    /** What was read lately can be read again without waiting for the disk, and often what was not. */
    private @Nullable LocatedObject find(BucketDirectoryHandles dirs, ObjectKey key, boolean opening) throws FileFault {
        if (lookup.isWarm(dirs, key)) {
            return lookup.find(dirs, key, opening);
        }
        if (cachedReads != null) {
            try (BucketDirectoryHandles inMemory = cachedReads.openDirs(dirs.bucket())) {
                return cachedReads.find(inMemory, key, opening);
            } catch (FileFault fault) {
                if (!fault.is(Errno.EAGAIN)) {
                    throw fault;
                }
            }
        }
        return volume.disk()
                .call(() -> Optional.ofNullable(lookup.find(dirs, key, opening)))
                .orElse(null);
    }

    @Override
    public ObjectInfo put(ObjectId id, ObjectSpec spec, ObjectUpload upload, WriteCondition condition) {
        return faults.writing(() -> writer.put(id, spec, upload, condition));
    }

    @Override
    public ObjectInfo copy(
            StoredObject source,
            ObjectId target,
            ObjectSpec spec,
            Set<ChecksumAlgorithm> checksums,
            WriteCondition condition) {
        return faults.committing(() -> writer.copy(source, target, spec, checksums, condition));
    }

    @Override
    public ObjectInfo rename(
            ObjectId source, WriteCondition sourceCondition, ObjectKey target, WriteCondition targetCondition) {
        ObjectId targetId = new ObjectId(source.bucket(), target);
        return faults.committing(() -> committer.rename(
                source,
                current -> WriteConditionCheck.check(source, sourceCondition, current),
                targetId,
                current -> WriteConditionCheck.check(targetId, targetCondition, current)));
    }

    @Override
    public ObjectInfo retag(ObjectId id, Version version, Map<String, String> tags) {
        return faults.committing(() -> {
            requireBucket(id.bucket());
            return committer.describe(id, version, entry -> entry.withTags(tags));
        });
    }

    @Override
    public ObjectInfo retain(ObjectId id, Version version, Optional<Retention> retention, boolean bypass) {
        return faults.committing(() -> {
            requireLock(id.bucket());
            Instant now = FileStatus.instant(volume.clock().next());
            RetentionCheck check = new RetentionCheck(id, version, bypass, now);
            return committer.describe(id, version, entry -> check.retain(entry, retention));
        });
    }

    @Override
    public ObjectInfo hold(ObjectId id, Version version, boolean legalHold) {
        return faults.committing(() -> {
            requireLock(id.bucket());
            return committer.describe(
                    id,
                    version,
                    entry -> entry.withSpec(entry.spec()
                            .withProtection(entry.spec().protection().withLegalHold(legalHold))));
        });
    }

    @Override
    public ObjectInfo setAcl(ObjectId id, Version version, AccessControlList acl) {
        return faults.committing(() -> {
            requireBucket(id.bucket());
            return committer.describe(
                    id, version, entry -> entry.withSpec(entry.spec().withAcl(Optional.of(acl))));
        });
    }

    @Override
    public ObjectInfo reseal(ObjectId id, Version version, Seal expected, Seal replacement) {
        return faults.committing(() -> {
            requireBucket(id.bucket());
            return committer.describe(id, version, entry -> {
                WriteConditionCheck.checkSeal(id, expected, entry.spec());
                return entry.withSpec(entry.spec().withSeal(Optional.of(replacement)));
            });
        });
    }

    private void requireLock(BucketName bucket) throws FileFault {
        requireBucket(bucket);
        RetentionCheck.requireLock(bucket, records.require(bucket));
    }

    private void requireBucket(BucketName bucket) throws FileFault {
        try (BucketDirectoryHandles dirs = new BucketDirectoryHandles(volume.files(), bucket)) {
            dirs.requireBucket();
        }
    }

    @Override
    public List<DeleteOutcome> delete(BucketName bucket, List<DeleteTarget> targets) {
        return faults.committing(() -> {
            requireBucket(bucket);
            return removals.attempt(bucket, targets);
        });
    }

    @Override
    public ListPage<ListEntry> list(BucketName bucket, ListQuery query) {
        return faults.scanning(() -> listing.page(bucket, query));
    }

    @Override
    public ListPage<VersionEntry> listVersions(BucketName bucket, ListQuery query) {
        return faults.scanning(() -> {
            requireBucket(bucket);
            return records.of(bucket).hasVersions() ? versionLister.page(bucket, query) : objects(bucket, query);
        });
    }

    /** Where no versions are kept, each object is one. */
    private ListPage<VersionEntry> objects(BucketName bucket, ListQuery query) throws FileFault {
        ListPage<ListEntry> page = listing.page(bucket, query);
        return new ListPage<>(page.items().stream().map(FsObjectStore::version).toList(), page.next());
    }

    private static VersionEntry version(ListEntry entry) {
        return switch (entry) {
            case ListEntry.Found(var info) -> new VersionEntry.Stored(Version.NULL, info, true);
            case ListEntry.CommonPrefix(var prefix) -> new VersionEntry.CommonPrefix(prefix);
        };
    }
}
