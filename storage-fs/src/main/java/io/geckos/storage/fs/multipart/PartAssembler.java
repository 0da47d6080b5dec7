package io.geckos.storage.fs.multipart;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.error.StorageException.ContentMismatch;
import io.geckos.domain.error.StorageException.InvalidPart;
import io.geckos.domain.error.StorageException.PartTooSmall;
import io.geckos.domain.multipart.CompletedObject;
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

/** The files of the parts that a completion names, and how they become one file. */
final class PartAssembler {
    private final UploadInfo upload;
    private final List<PartMetadata> files;
    private final CompletedObject object;

    private PartAssembler(UploadInfo upload, List<PartMetadata> files, CompletedObject object) {
        this.upload = upload;
        this.files = files;
        this.object = object;
    }

    /**
     * Finds the parts that a completion names, and checks them.
     *
     * @throws InvalidPart if a part is missing, or is not the one that is named
     * @throws PartTooSmall as {@link CompletedObject#of} does
     * @throws ContentMismatch as {@link CompletedObject#of} does
     */
    static PartAssembler of(
            UploadDirectories files, DirectoryHandle dir, UploadInfo upload, UploadCompletion completion)
            throws FileFault {
        List<PartMetadata> found = new ArrayList<>(completion.parts().size());
        for (PartReference reference : completion.parts()) {
            PartMetadata file = files.part(dir, reference.number());
            CompletedObject.requireMatch(reference, Optional.ofNullable(file).map(PartMetadata::part));
            found.add(file);
        }
        List<ObjectPart> parts = found.stream().map(PartMetadata::part).toList();
        return new PartAssembler(upload, found, CompletedObject.of(completion, upload.checksum(), parts));
    }

    /** Appends the bytes of all parts to a file. */
    void copyTo(FileOps ops, UploadDirectories files, DirectoryHandle dir, StagedFile target) throws FileFault {
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

    /** The metadata of the whole, which is the file with the status {@code stat}. */
    ObjectMetadata entry(FileStatus stat) {
        ObjectMetadata plain = new ObjectMetadata(
                ObjectMetadata.Binding.of(stat),
                object.etag(),
                stat.lastModified(),
                upload.spec(),
                object.checksum().stream().toList(),
                upload.id().value(),
                object.parts());
        return upload.spec().seal().isPresent() ? plain.withSealed(sealed()) : plain;
    }

    /** The size and the checksum of the sealed whole, from those of its parts. */
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
