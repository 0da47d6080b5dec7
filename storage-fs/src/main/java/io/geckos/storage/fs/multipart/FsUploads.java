package io.geckos.storage.fs.multipart;

import io.geckos.domain.BucketName;
import io.geckos.domain.ChecksumAlgorithm;
import io.geckos.domain.Completion;
import io.geckos.domain.Digests;
import io.geckos.domain.ListQuery;
import io.geckos.domain.MultipartStore;
import io.geckos.domain.ObjectId;
import io.geckos.domain.ObjectInfo;
import io.geckos.domain.ObjectSpec;
import io.geckos.domain.Page;
import io.geckos.domain.Part;
import io.geckos.domain.Span;
import io.geckos.domain.StorageException;
import io.geckos.domain.StoredObject;
import io.geckos.domain.Upload;
import io.geckos.domain.UploadEntry;
import io.geckos.domain.UploadId;
import io.geckos.domain.UploadInfo;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.OpenDir;
import io.geckos.storage.fs.files.Stat;
import io.geckos.storage.fs.format.Entry;
import io.geckos.storage.fs.read.Found;
import io.geckos.storage.fs.read.Lookup;
import io.geckos.storage.fs.volume.Faults;
import io.geckos.storage.fs.volume.KeyLocks;
import io.geckos.storage.fs.volume.OpenDirs;
import io.geckos.storage.fs.volume.Staged;
import io.geckos.storage.fs.volume.Volume;
import io.geckos.storage.fs.write.BucketGates;
import io.geckos.storage.fs.write.Committer;
import io.geckos.storage.fs.write.Conditions;
import io.geckos.storage.fs.write.Copying;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Uploads in parts. */
public final class FsUploads implements MultipartStore {
    private final Volume volume;
    private final Faults faults;
    private final BucketGates gates;
    private final Committer committer;
    private final Lookup lookup;
    private final UploadFiles uploads;
    private final UploadIndex index;
    private final UploadListing listing;
    private final KeyLocks<String> locks = new KeyLocks<>();

    public FsUploads(
            Volume volume, Faults faults, BucketGates gates, Committer committer, Lookup lookup, UploadFiles uploads) {
        this.volume = volume;
        this.faults = faults;
        this.gates = gates;
        this.committer = committer;
        this.lookup = lookup;
        this.uploads = uploads;
        this.index = new UploadIndex(uploads, volume.index().limits().memory());
        this.listing = new UploadListing(uploads, index);
        volume.afterReplaced(index::forget);
    }

    @Override
    public UploadInfo begin(ObjectId id, ObjectSpec spec, Optional<UploadInfo.ChecksumPlan> checksum) {
        return faults.committing(() -> {
            UploadId upload = new UploadId(id, uploads.newId());
            UploadInfo info = new UploadInfo(
                    upload, spec, checksum, Stat.instant(volume.clock().next()));
            try (var _ = gates.shared(id.bucket())) {
                requireBucket(id.bucket());
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
        try (OpenDirs dirs = new OpenDirs(volume.files(), bucket)) {
            dirs.requireBucket();
        }
    }

    @Override
    public Part putPart(UploadId upload, int number, Upload body) {
        requireNumber(number);
        return faults.writing(() -> {
            require(upload);
            volume.space().require(body.declaredLength());
            try (Staged staged = Staged.begin(volume)) {
                Digests digests = staged.receive(body);
                return volume.disk().call(() -> store(upload, number, staged, digests));
            }
        });
    }

    @Override
    public Part copyPart(UploadId upload, int number, StoredObject source, Span span) {
        requireNumber(number);
        return faults.committing(() -> {
            Set<ChecksumAlgorithm> planned = require(upload).checksum().stream()
                    .map(UploadInfo.ChecksumPlan::algorithm)
                    .collect(Collectors.toSet());
            try (Staged staged = Staged.begin(volume)) {
                return store(upload, number, staged, Copying.copy(volume.files(), source, span, staged, planned));
            }
        });
    }

    private static void requireNumber(int number) {
        if (number < 1 || number > Part.MAX_NUMBER) {
            throw new IllegalArgumentException("part number " + number + ", allowed are 1 to " + Part.MAX_NUMBER);
        }
    }

    private Part store(UploadId upload, int number, Staged staged, Digests digests) throws FileFault {
        Part part = PartFile.describe(volume, staged, number, digests);
        Stat _ = staged.seal();
        BucketName bucket = upload.object().bucket();
        try (var _ = gates.shared(bucket);
                var _ = locks.hold(upload.value());
                OpenDir dir = uploads.open(bucket, upload.value())) {
            if (dir == null) {
                throw new StorageException.NoSuchUpload(upload);
            }
            uploads.store(dir, number, staged);
            return part;
        }
    }

    @Override
    public ObjectInfo complete(UploadId upload, Completion completion) {
        return faults.committing(() -> {
            try (var _ = locks.hold(upload.value())) {
                Found current = current(upload.object());
                if (current != null && isMadeBy(upload, current)) {
                    volume.tidy(() -> uploads.end(upload.object().bucket(), upload.value()));
                    return current.entry().info(upload.object());
                }
                UploadInfo info = require(upload);
                Conditions.check(upload.object(), completion.condition(), current);
                ObjectInfo made = assemble(info, completion);
                volume.tidy(() -> uploads.end(upload.object().bucket(), upload.value()));
                return made;
            }
        });
    }

    private @Nullable Found current(ObjectId id) throws FileFault {
        try (OpenDirs dirs = new OpenDirs(volume.files(), id.bucket())) {
            dirs.requireBucket();
            return lookup.find(dirs, id.key(), false);
        }
    }

    private static boolean isMadeBy(UploadId upload, Found current) {
        return upload.value().equals(current.entry().uploadId());
    }

    private ObjectInfo assemble(UploadInfo info, Completion completion) throws FileFault {
        ObjectId object = info.id().object();
        try (OpenDir dir = uploads.open(object.bucket(), info.id().value());
                Staged staged = Staged.begin(volume)) {
            if (dir == null) {
                throw new StorageException.NoSuchUpload(info.id());
            }
            Assembly whole = Assembly.of(uploads, dir, info, completion);
            whole.copyTo(volume.files(), uploads, dir, staged);
            Entry entry = whole.entry(staged.seal());
            staged.force();
            return committer.publish(object, staged, entry, current -> {
                Conditions.check(object, completion.condition(), current);
                // Whoever replaced or deleted what this upload made has ended it.
                require(info.id());
            });
        }
    }

    @Override
    public void abort(UploadId upload) {
        faults.committingAll(() -> {
            try (var _ = locks.hold(upload.value())) {
                require(upload);
                Found current = current(upload.object());
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
    public Page<Part> listParts(UploadId upload, int after, int limit) {
        return faults.scanning(() -> {
            require(upload);
            try (OpenDir dir = uploads.open(upload.object().bucket(), upload.value())) {
                if (dir == null) {
                    throw new StorageException.NoSuchUpload(upload);
                }
                SortedSet<Integer> numbers = uploads.numbers(dir, after, limit + 1);
                boolean more = limit > 0 && numbers.size() > limit;
                List<Part> parts = new ArrayList<>();
                for (int number : numbers) {
                    Part part = parts.size() == limit ? null : uploads.part(dir, number);
                    if (part != null) {
                        parts.add(part);
                    }
                }
                return new Page<>(
                        parts, more ? Optional.of(String.valueOf(parts.getLast().number())) : Optional.empty());
            }
        });
    }

    @Override
    public Page<UploadEntry> listUploads(BucketName bucket, ListQuery query) {
        return faults.scanning(() -> {
            requireBucket(bucket);
            return listing.page(bucket, query);
        });
    }
}
