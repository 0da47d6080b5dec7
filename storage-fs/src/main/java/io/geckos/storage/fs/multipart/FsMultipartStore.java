package io.geckos.storage.fs.multipart;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.Digests;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.multipart.MultipartStore;
import io.geckos.domain.multipart.UploadCompletion;
import io.geckos.domain.multipart.UploadEntry;
import io.geckos.domain.multipart.UploadInfo;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.name.Initiator;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.ObjectUpload;
import io.geckos.domain.object.Seal;
import io.geckos.domain.object.StoredObject;
import io.geckos.storage.fs.directories.BucketLocks;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileAccess;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.format.ObjectMetadata;
import io.geckos.storage.fs.format.PartMetadata;
import io.geckos.storage.fs.read.LocatedObject;
import io.geckos.storage.fs.read.ObjectLookup;
import io.geckos.storage.fs.volume.BucketDirectoryHandles;
import io.geckos.storage.fs.volume.BucketRecords;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.volume.KeyLocks;
import io.geckos.storage.fs.volume.StagedFile;
import io.geckos.storage.fs.volume.StorageErrorMapping;
import io.geckos.storage.fs.write.FileCopier;
import io.geckos.storage.fs.write.ObjectCommitter;
import io.geckos.storage.fs.write.RetentionCheck;
import io.geckos.storage.fs.write.WriteConditionCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Uploads in parts. */
public final class FsMultipartStore implements MultipartStore {
    private final DataDirectory volume;
    private final StorageErrorMapping faults;
    private final BucketRecords records;
    private final BucketLocks gates;
    private final ObjectCommitter committer;
    private final ObjectLookup lookup;
    private final UploadDirectories uploads;
    private final UploadIndex index;
    private final UploadLister listing;
    private final KeyLocks<String> locks = new KeyLocks<>();

    public FsMultipartStore(
            DataDirectory volume,
            StorageErrorMapping faults,
            BucketRecords records,
            BucketLocks gates,
            ObjectCommitter committer,
            ObjectLookup lookup,
            UploadDirectories uploads) {
        this.volume = volume;
        this.faults = faults;
        this.records = records;
        this.gates = gates;
        this.committer = committer;
        this.lookup = lookup;
        this.uploads = uploads;
        this.index = new UploadIndex(uploads, volume.index().limits().memory());
        this.listing = new UploadLister(uploads, index);
        volume.afterReplaced(index::forget);
    }

    @Override
    public UploadInfo begin(
            ObjectId id, ObjectSpec spec, Optional<UploadInfo.ChecksumPlan> checksum, Optional<Initiator> initiator) {
        return faults.committing(() -> {
            UploadId upload = new UploadId(id, uploads.newId());
            UploadInfo info = new UploadInfo(
                    upload, spec, checksum, FileStatus.instant(volume.clock().next()), initiator);
            try (var _ = gates.shared(id.bucket())) {
                requireBucket(id.bucket());
                RetentionCheck.requireLock(id.bucket(), records.require(id.bucket()), spec);
                uploads.begin(info);
            } finally {
                // Perhaps, if that failed.
                index.begun(info);
            }
            return info;
        });
    }

    @Override
    public UploadInfo get(UploadId upload) {
        return faults.reading(() -> require(upload));
    }

    private UploadInfo require(UploadId upload) throws FileFault {
        requireBucket(upload.object().bucket());
        UploadInfo info = uploads.read(upload);
        if (info == null) {
            throw new StorageException.NoSuchUpload(upload);
        }
        return info;
    }

    private void requireBucket(BucketName bucket) throws FileFault {
        try (BucketDirectoryHandles dirs = new BucketDirectoryHandles(volume.files(), bucket)) {
            dirs.requireBucket();
        }
    }

    @Override
    public ObjectPart putPart(UploadId upload, int number, ObjectUpload body) {
        requireNumber(number);
        return faults.writing(() -> {
            boolean sealed = require(upload).spec().seal().isPresent();
            volume.space().require(body.declaredLength());
            try (StagedFile staged = StagedFile.begin(volume, FileAccess.OWNER)) {
                if (sealed) {
                    staged.computeChecksum();
                }
                Digests digests = staged.receive(body);
                return volume.disk().call(() -> store(upload, number, staged, digests));
            }
        });
    }

    @Override
    public ObjectPart copyPart(UploadId upload, int number, StoredObject source, ByteSpan span) {
        requireNumber(number);
        return faults.committing(() -> {
            UploadInfo info = require(upload);
            FileCopier.requireSealedAlike(source, Optional.empty());
            FileCopier.requireSealedAlike(source, info.spec().seal());
            Set<ChecksumAlgorithm> planned = info.checksum().stream()
                    .map(UploadInfo.ChecksumPlan::algorithm)
                    .collect(Collectors.toSet());
            try (StagedFile staged = StagedFile.begin(volume, FileAccess.OWNER)) {
                return store(upload, number, staged, FileCopier.copy(volume.files(), source, span, staged, planned));
            }
        });
    }

    private static void requireNumber(int number) {
        if (number < 1 || number > ObjectPart.MAX_NUMBER) {
            throw new IllegalArgumentException("part number " + number + ", allowed are 1 to " + ObjectPart.MAX_NUMBER);
        }
    }

    private ObjectPart store(UploadId upload, int number, StagedFile staged, Digests digests) throws FileFault {
        Checksum stored = staged.checksum();
        // What the kernel copied was not written through this process; a sealed part is longer than what was sent.
        long size = stored == null ? digests.size() : staged.written();
        ObjectPart part = PartFile.describe(volume, staged, number, digests, stored);
        FileStatus _ = staged.seal();
        BucketName bucket = upload.object().bucket();
        try (var _ = gates.shared(bucket);
                var _ = locks.hold(upload.value());
                DirectoryHandle dir = uploads.open(bucket, upload.value())) {
            if (dir == null) {
                throw new StorageException.NoSuchUpload(upload);
            }
            uploads.store(bucket, dir, number, staged, size);
            return part;
        }
    }

    @Override
    public ObjectInfo complete(UploadId upload, UploadCompletion completion) {
        return faults.committing(() -> {
            try (var _ = locks.hold(upload.value())) {
                LocatedObject current = current(upload.object());
                if (current != null && isMadeBy(upload, current)) {
                    volume.tidy(() -> uploads.end(upload.object().bucket(), upload.value()));
                    return current.entry()
                            .info(
                                    upload.object(),
                                    records.of(upload.object().bucket()).versioning());
                }
                UploadInfo info = require(upload);
                WriteConditionCheck.check(upload.object(), completion.condition(), current);
                ObjectInfo made = assemble(info, completion);
                volume.tidy(() -> uploads.end(upload.object().bucket(), upload.value()));
                return made;
            }
        });
    }

    private @Nullable LocatedObject current(ObjectId id) throws FileFault {
        try (BucketDirectoryHandles dirs = new BucketDirectoryHandles(volume.files(), id.bucket())) {
            dirs.requireBucket();
            return lookup.find(dirs, id.key(), false);
        }
    }

    private static boolean isMadeBy(UploadId upload, LocatedObject current) {
        return upload.value().equals(current.entry().uploadId());
    }

    private ObjectInfo assemble(UploadInfo info, UploadCompletion completion) throws FileFault {
        ObjectId object = info.id().object();
        try (DirectoryHandle dir = uploads.open(object.bucket(), info.id().value());
                StagedFile staged = StagedFile.begin(volume, FileAccess.BUCKET)) {
            if (dir == null) {
                throw new StorageException.NoSuchUpload(info.id());
            }
            PartAssembler whole = PartAssembler.of(uploads, dir, info, completion);
            whole.copyTo(volume.files(), uploads, dir, staged);
            ObjectMetadata entry = whole.entry(staged.seal());
            staged.force();
            return committer.publish(object, staged, entry, current -> {
                WriteConditionCheck.check(object, completion.condition(), current);
                // Whoever replaced or deleted what this upload made has ended it.
                if (!uploads.isUnderWay(info.id())) {
                    throw new StorageException.NoSuchUpload(info.id());
                }
            });
        }
    }

    @Override
    public UploadInfo reseal(UploadId upload, Seal expected, Seal replacement) {
        return faults.committing(() -> {
            try (var _ = gates.shared(upload.object().bucket());
                    var _ = locks.hold(upload.value())) {
                UploadInfo info = require(upload);
                WriteConditionCheck.checkSeal(upload.object(), expected, info.spec());
                UploadInfo resealed = info.withSpec(info.spec().withSeal(Optional.of(replacement)));
                if (!uploads.replace(resealed)) {
                    throw new StorageException.NoSuchUpload(upload);
                }
                return resealed;
            }
        });
    }

    @Override
    public void abort(UploadId upload) {
        faults.committingAll(() -> {
            try (var _ = locks.hold(upload.value())) {
                require(upload);
                LocatedObject current = current(upload.object());
                if ((current != null && isMadeBy(upload, current))
                        || !uploads.discard(upload.object().bucket(), upload.value())) {
                    throw new StorageException.NoSuchUpload(upload);
                }
            }
        });
    }

    /** Drops an upload that nobody has gone on with since {@code before}, in nanoseconds since 1970; tells whether it did. */
    public boolean dropIdle(BucketName bucket, String upload, long before) throws FileFault {
        try (var _ = locks.hold(upload)) {
            return uploads.isIdle(bucket, upload, before) && uploads.discard(bucket, upload);
        }
    }

    @Override
    public ListPage<ObjectPart> listParts(UploadId upload, int after, int limit) {
        return faults.scanning(() -> {
            require(upload);
            try (DirectoryHandle dir = uploads.open(upload.object().bucket(), upload.value())) {
                if (dir == null) {
                    throw new StorageException.NoSuchUpload(upload);
                }
                SortedSet<Integer> numbers = uploads.numbers(dir, after, limit + 1);
                boolean more = limit > 0 && numbers.size() > limit;
                List<ObjectPart> parts = new ArrayList<>();
                for (int number : numbers) {
                    PartMetadata part = parts.size() == limit ? null : uploads.part(dir, number);
                    if (part != null) {
                        parts.add(part.part());
                    }
                }
                return new ListPage<>(
                        parts, more ? Optional.of(String.valueOf(parts.getLast().number())) : Optional.empty());
            }
        });
    }

    @Override
    public ListPage<UploadEntry> listUploads(BucketName bucket, ListQuery query) {
        return faults.scanning(() -> {
            requireBucket(bucket);
            return listing.page(bucket, query);
        });
    }
}
