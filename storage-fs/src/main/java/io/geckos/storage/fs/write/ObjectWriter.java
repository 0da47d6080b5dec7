package io.geckos.storage.fs.write;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.Digests;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.ObjectUpload;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.fs.files.FileAccess;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.format.ObjectMetadata;
import io.geckos.storage.fs.format.SealedFile;
import io.geckos.storage.fs.read.FsStoredObject;
import io.geckos.storage.fs.read.ObjectLookup;
import io.geckos.storage.fs.volume.BucketDirectoryHandles;
import io.geckos.storage.fs.volume.BucketRecords;
import io.geckos.storage.fs.volume.BucketState;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.volume.StagedFile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Receives and copies the bytes of objects, and has them committed. */
public final class ObjectWriter {
    /** Up to this size, in bytes, an object is made durable together with its sidecar. */
    private static final long SMALL = 1 << 20;

    private final DataDirectory volume;
    private final BucketRecords records;
    private final ObjectLookup lookup;
    private final ObjectCommitter committer;

    public ObjectWriter(DataDirectory volume, BucketRecords records, ObjectLookup lookup, ObjectCommitter committer) {
        this.volume = volume;
        this.records = records;
        this.lookup = lookup;
        this.committer = committer;
    }

    /** Receives an object as {@link io.geckos.domain.object.ObjectStore#put} has it. */
    public ObjectInfo put(ObjectId id, ObjectSpec spec, ObjectUpload upload, WriteCondition condition)
            throws FileFault {
        checkEarly(id, spec, condition);
        volume.space().require(upload.declaredLength());
        try (StagedFile staged = StagedFile.begin(volume, FileAccess.BUCKET)) {
            if (spec.seal().isPresent()) {
                staged.computeChecksum();
            }
            Digests digests = staged.receive(upload);
            return publish(id, spec, staged, FileContent.of(digests, staged.checksum()), condition);
        }
    }

    /**
     * The digests of the bytes that a client sent, and of the file that keeps them.
     *
     * @param sealed null if the file is not sealed
     */
    private record FileContent(Digests digests, @Nullable SealedFile sealed) {
        static FileContent of(Digests digests, @Nullable Checksum stored) {
            return new FileContent(digests, stored == null ? null : new SealedFile(digests.size(), stored));
        }
    }

    private ObjectInfo publish(
            ObjectId id, ObjectSpec spec, StagedFile staged, FileContent content, WriteCondition condition)
            throws FileFault {
        FileStatus stat = staged.seal();
        if (stat.size() > SMALL) {
            // Before the key is locked: what takes the disk long keeps nobody waiting.
            staged.force();
        }
        ObjectMetadata entry = new ObjectMetadata(
                        ObjectMetadata.Binding.of(stat),
                        content.digests().md5(),
                        stat.lastModified(),
                        spec,
                        content.digests().checksums(),
                        null,
                        List.of())
                .withSealed(content.sealed());
        return committer.publish(id, staged, entry, current -> WriteConditionCheck.check(id, condition, current));
    }

    /** Refuses before any bytes are read what would be refused after. */
    private BucketState checkEarly(ObjectId id, ObjectSpec spec, WriteCondition condition) throws FileFault {
        try (BucketDirectoryHandles dirs = new BucketDirectoryHandles(volume.files(), id.bucket())) {
            dirs.requireBucket();
            BucketState state = records.require(id.bucket());
            RetentionCheck.requireLock(id.bucket(), state, spec);
            if (!condition.equals(WriteCondition.ALWAYS)) {
                WriteConditionCheck.check(id, condition, lookup.find(dirs, id.key(), false));
            }
            return state;
        }
    }

    /** Copies an object as {@link io.geckos.domain.object.ObjectStore#copy} has it. */
    public ObjectInfo copy(
            StoredObject source,
            ObjectId target,
            ObjectSpec spec,
            Set<ChecksumAlgorithm> checksums,
            WriteCondition condition)
            throws FileFault {
        FileCopier.requireSealedAlike(source, spec.seal());
        BucketState state = checkEarly(target, spec, condition);
        Optional<ObjectInfo> replaced = !state.hasVersions()
                        && source instanceof FsStoredObject stored
                        && source.info().id().equals(target)
                ? replace(stored, spec, checksums, condition)
                : Optional.empty();
        return replaced.isPresent() ? replaced.get() : copyBytes(source, target, spec, checksums, condition);
    }

    private ObjectInfo copyBytes(
            StoredObject source,
            ObjectId target,
            ObjectSpec spec,
            Set<ChecksumAlgorithm> checksums,
            WriteCondition condition)
            throws FileFault {
        try (StagedFile staged = StagedFile.begin(volume, FileAccess.BUCKET)) {
            ByteSpan whole = ByteSpan.whole(source.info().size());
            Digests digests = FileCopier.copy(volume.files(), source, whole, staged, checksums);
            SealedFile sealed = source instanceof FsStoredObject stored
                    ? stored.found().entry().sealed()
                    : null;
            return publish(target, spec, staged, new FileContent(digests, sealed), condition);
        }
    }

    /** Replaces the metadata of an object, if it is still the one that was opened. */
    private Optional<ObjectInfo> replace(
            FsStoredObject source, ObjectSpec spec, Set<ChecksumAlgorithm> checksums, WriteCondition condition)
            throws FileFault {
        ObjectId id = source.info().id();
        Digests digests =
                FileCopier.digests(source, ByteSpan.whole(source.info().size()), checksums);
        Instant now = FileStatus.instant(volume.clock().next());
        return committer.redescribe(
                id,
                current -> WriteConditionCheck.check(id, condition, current),
                current -> source.found().isSame(current)
                        ? new ObjectMetadata(
                                        current.entry().binding(),
                                        digests.md5(),
                                        now,
                                        spec,
                                        digests.checksums(),
                                        null,
                                        List.of())
                                .withSealed(current.entry().sealed())
                        : null);
    }
}
