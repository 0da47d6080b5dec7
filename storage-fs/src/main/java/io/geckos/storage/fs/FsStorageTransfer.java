package io.geckos.storage.fs;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.Digests;
import io.geckos.domain.engine.StorageTransfer;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.ObjectUpload;
import io.geckos.domain.object.StoredObject;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileAccess;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.format.BucketRecord;
import io.geckos.storage.fs.format.KeyLayout;
import io.geckos.storage.fs.format.ObjectMetadata;
import io.geckos.storage.fs.format.SealedFile;
import io.geckos.storage.fs.format.VersionName;
import io.geckos.storage.fs.maintenance.ContentVerifier;
import io.geckos.storage.fs.read.FsStoredObject;
import io.geckos.storage.fs.read.LocatedObject;
import io.geckos.storage.fs.volume.BucketDirectoryHandles;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.volume.StagedFile;
import io.geckos.storage.fs.volume.StorageErrorMapping;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes in buckets and versions of other stores. The file of a version gets its time, so that {@code ls} shows it. */
public final class FsStorageTransfer implements StorageTransfer {
    private final FsEngine engine;
    private final DataDirectory volume;
    private final StorageErrorMapping faults;
    private final FsBucketRepository buckets;
    private final FsObjectStore objects;

    public FsStorageTransfer(FsEngine engine, FsBucketRepository buckets, FsObjectStore objects) {
        this.engine = engine;
        this.volume = engine.volume();
        this.faults = engine.faults();
        this.buckets = buckets;
        this.objects = objects;
    }

    @Override
    public void createBucket(Bucket bucket) {
        BucketRecord plain = BucketRecord.plain(bucket.created(), bucket.owner());
        BucketRecord versioned =
                bucket.versioning() == VersioningStatus.UNVERSIONED ? plain : plain.with(bucket.versioning());
        Bucket _ =
                buckets.create(bucket.name(), bucket.lock().map(versioned::with).orElse(versioned));
    }

    @Override
    public void addVersion(ObjectInfo info, List<ObjectPart> parts, ObjectUpload upload) {
        StorageTransfer.requireParts(info, parts);
        info.version().ifPresent(FsStorageTransfer::requireForm);
        faults.writing(() -> {
            volume.space().require(upload.declaredLength());
            try (StagedFile staged = StagedFile.begin(volume, FileAccess.BUCKET)) {
                if (info.spec().seal().isPresent()) {
                    staged.computeChecksum();
                }
                Digests digests = staged.receive(upload);
                FileStatus stat = staged.seal(FileStatus.nanos(info.lastModified()));
                ObjectMetadata entry = entry(info, parts, ObjectMetadata.Binding.of(stat), staged.checksum());
                boolean known = info.etag().isMd5() || !parts.isEmpty() || entry.sealed() != null;
                engine.additions().add(info.id(), staged, known ? entry : entry.withMd5(digests.md5()), info.version());
                return true;
            }
        });
    }

    private static void requireForm(Version.Named name) {
        if (name instanceof Version.Exactly && !VersionName.isVersionId(name.value())) {
            throw new IllegalArgumentException("no version id of this engine: " + name.value());
        }
    }

    private static ObjectMetadata entry(
            ObjectInfo info, List<ObjectPart> parts, ObjectMetadata.Binding binding, @Nullable Checksum stored) {
        ObjectMetadata plain = new ObjectMetadata(
                binding, info.etag(), info.lastModified(), info.spec(), info.checksums(), null, parts);
        return stored == null ? plain : plain.withSealed(new SealedFile(info.size(), stored));
    }

    @Override
    public void addDeleteMarker(ObjectId id, Version.Named version, Instant lastModified) {
        requireForm(version);
        faults.committingAll(() -> engine.additions().addMarker(id, version, FileStatus.nanos(lastModified)));
    }

    @Override
    public void verify(ObjectId id, Version version) {
        try (StoredObject opened = objects.open(id, version)) {
            if (opened instanceof FsStoredObject object) {
                String problem = faults.scanning(() -> problem(id, object.found()));
                if (!problem.isEmpty()) {
                    throw new StorageException.DamagedObject(id, new IOException(problem));
                }
            }
        }
    }

    private String problem(ObjectId id, LocatedObject found) throws FileFault {
        FileHandle file = found.file();
        if (file == null) {
            return "";
        }
        if (found.entry().isRead()) {
            String problem = new ContentVerifier(volume.files(), _ -> {}).disagreement(file, found.entry());
            return problem == null ? "" : problem;
        }
        return isUnreadable(id, found) ? "has a sidecar that cannot be read" : "";
    }

    /** Tells whether a file that nothing is known of has a sidecar all the same. A version that is kept always has one. */
    private boolean isUnreadable(ObjectId id, LocatedObject found) throws FileFault {
        if (found.place().directory().equals(KeyLayout.history(id.key()).toString())) {
            return true;
        }
        try (BucketDirectoryHandles dirs = new BucketDirectoryHandles(volume.files(), id.bucket())) {
            DirectoryHandle dir = dirs.open(found.place().directory());
            return dir != null
                    && engine.lookup().isUnreadable(dir, found.place().sidecar());
        }
    }
}
