package io.geckos.storage.fs.multipart;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.ETag;
import io.geckos.domain.error.StorageException.ContentMismatch;
import io.geckos.domain.error.StorageException.InvalidPart;
import io.geckos.domain.error.StorageException.PartTooSmall;
import io.geckos.domain.multipart.PartReference;
import io.geckos.domain.multipart.UploadCompletion;
import io.geckos.domain.multipart.UploadInfo;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.object.ObjectPart;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.format.ObjectMetadata;
import io.geckos.storage.fs.format.PartMetadata;
import io.geckos.storage.fs.format.SealedFile;
import io.geckos.storage.fs.volume.StagedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The whole that an upload's parts make. */
final class PartAssembler {
    private final UploadInfo upload;
    private final List<PartMetadata> files;
    private final List<ObjectPart> parts;
    private final Optional<Checksum> checksum;

    private PartAssembler(UploadInfo upload, List<PartMetadata> files) {
        this.upload = upload;
        this.files = files;
        this.parts = files.stream().map(PartMetadata::part).toList();
        this.checksum = checksum(upload, parts);
    }

    /**
     * Chooses the parts a completion names, and checks all that it asks of them.
     *
     * @throws InvalidPart if one is not there, or not that one
     * @throws PartTooSmall if one but the last is too small
     * @throws ContentMismatch if the whole is not of the size or checksum asked for
     */
    static PartAssembler of(UploadDirectory files, DirectoryHandle dir, UploadInfo upload, UploadCompletion completion)
            throws FileFault {
        List<PartMetadata> parts = new ArrayList<>(completion.parts().size());
        for (PartReference ref : completion.parts()) {
            parts.add(match(ref, files.part(dir, ref.number())));
        }
        PartAssembler whole = new PartAssembler(upload, parts);
        for (ObjectPart part : whole.parts.subList(0, parts.size() - 1)) {
            if (part.size() < completion.minimumPartSize()) {
                throw new PartTooSmall(part.number(), part.size(), completion.minimumPartSize());
            }
        }
        whole.requireAskedFor(completion);
        return whole;
    }

    private static PartMetadata match(PartReference ref, @Nullable PartMetadata file) {
        if (file == null) {
            throw new InvalidPart(ref.number(), "was never uploaded");
        }
        ObjectPart part = file.part();
        if (!part.etag().equals(ref.etag())) {
            throw new InvalidPart(ref.number(), "has the tag " + part.etag());
        }
        if (!part.checksums().containsAll(ref.checksums())) {
            throw new InvalidPart(ref.number(), "has the checksums " + part.checksums());
        }
        return file;
    }

    private static Optional<Checksum> checksum(UploadInfo upload, List<ObjectPart> parts) {
        return upload.checksum().map(plan -> {
            ChecksumAlgorithm algorithm = plan.algorithm();
            return switch (plan.type()) {
                case COMPOSITE ->
                    Checksum.composite(
                            algorithm,
                            parts.stream().map(part -> of(part, algorithm)).toList());
                case FULL_OBJECT -> {
                    Checksum whole = of(parts.getFirst(), algorithm);
                    for (ObjectPart part : parts.subList(1, parts.size())) {
                        whole = whole.followedBy(of(part, algorithm), part.size());
                    }
                    yield whole;
                }
            };
        });
    }

    private static Checksum of(ObjectPart part, ChecksumAlgorithm algorithm) {
        return part.checksums().stream()
                .filter(checksum -> checksum.algorithm() == algorithm)
                .findFirst()
                .orElseThrow(() -> new InvalidPart(part.number(), "has no " + algorithm));
    }

    private void requireAskedFor(UploadCompletion completion) {
        if (completion.checksum().isPresent() && !completion.checksum().equals(checksum)) {
            throw new ContentMismatch(ContentMismatch.Kind.CHECKSUM, "the whole has " + checksum);
        }
        long size = parts.stream().mapToLong(ObjectPart::size).sum();
        if (completion.size().orElse(size) != size) {
            throw new ContentMismatch(ContentMismatch.Kind.LENGTH, "the whole has " + size + " bytes");
        }
    }

    /** Puts the bytes of all parts behind one another. */
    void copyTo(FileOps ops, UploadDirectory files, DirectoryHandle dir, StagedFile target) throws FileFault {
        for (PartMetadata part : this.files) {
            int number = part.part().number();
            try (FileHandle file = files.openPart(dir, number)) {
                if (file == null) {
                    throw new FileFault(Errno.ENOENT, "open", dir.path() + " part " + number);
                }
                ops.copy(file, ByteSpan.whole(part.storedSize()), target.file());
            }
        }
    }

    /** What is to be said of the whole, which is the file that {@code stat} describes. */
    ObjectMetadata entry(FileStatus stat) {
        ObjectMetadata plain = new ObjectMetadata(
                ObjectMetadata.Binding.of(stat),
                ETag.ofParts(parts.stream().map(ObjectPart::etag).toList()),
                stat.lastModified(),
                upload.spec(),
                checksum.stream().toList(),
                upload.id().value(),
                parts);
        return upload.spec().seal().isPresent() ? plain.withSealed(sealed()) : plain;
    }

    /** What the parts' own descriptions say of the whole. */
    private SealedFile sealed() {
        long size = files.getFirst().part().size();
        Checksum whole = storedChecksum(files.getFirst());
        for (PartMetadata file : files.subList(1, files.size())) {
            size += file.part().size();
            whole = whole.followedBy(storedChecksum(file), file.storedSize());
        }
        return new SealedFile(size, whole);
    }

    private static Checksum storedChecksum(PartMetadata file) {
        Checksum checksum = file.checksum();
        if (checksum == null) {
            throw new InvalidPart(file.part().number(), "is not sealed");
        }
        return checksum;
    }
}
