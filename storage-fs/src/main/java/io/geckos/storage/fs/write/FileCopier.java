package io.geckos.storage.fs.write;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.ContentHasher;
import io.geckos.domain.checksum.Digests;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.object.Seal;
import io.geckos.domain.object.StoredObject;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.read.FsStoredObject;
import io.geckos.storage.fs.volume.StagedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Copies stored bytes, sharing their storage where the file system can, and hashing them only where nobody has. */
public final class FileCopier {
    private FileCopier() {}

    /**
     * Appends a span of an object to a file; what it holds then is the digests'. A sealed object is copied whole. An object
     * that a decorator has put its own around is copied by the bytes it answers.
     */
    public static Digests copy(
            FileOps files, StoredObject source, ByteSpan span, StagedFile target, Set<ChecksumAlgorithm> checksums)
            throws FileFault {
        if (!(source instanceof FsStoredObject object)) {
            return hash(source, span, checksums, target);
        }
        FileHandle file = object.file();
        if (file != null) {
            ByteSpan stored = isSealed(source) ? ByteSpan.whole(source.storedSize()) : span;
            files.copy(file, stored, target.file());
            object.requireUnchanged(file);
        }
        return digests(source, span, checksums);
    }

    private static boolean isSealed(StoredObject source) {
        return source instanceof FsStoredObject && source.info().spec().seal().isPresent();
    }

    /**
     * Refuses to copy sealed bytes as plain ones, and plain bytes as sealed ones.
     *
     * @throws IllegalArgumentException if only one of source and copy is sealed
     */
    public static void requireSealedAlike(StoredObject source, Optional<Seal> copy) {
        if (isSealed(source) != copy.isPresent()) {
            throw new IllegalArgumentException(
                    "either the copy or its source is sealed: " + source.info().id());
        }
    }

    /** The digests of a span of an object. */
    public static Digests digests(StoredObject source, ByteSpan span, Set<ChecksumAlgorithm> checksums)
            throws FileFault {
        List<Checksum> known = source.info().checksums().stream()
                .filter(checksum ->
                        checksum.type() == Checksum.Type.FULL_OBJECT && checksums.contains(checksum.algorithm()))
                .toList();
        boolean whole = span.equals(ByteSpan.whole(source.info().size()));
        if (whole && source.info().etag().isMd5() && known.size() == checksums.size()) {
            return new Digests(span.length(), source.info().etag(), known);
        }
        if (isSealed(source)) {
            throw new IllegalArgumentException("a sealed object in parts, or without a checksum that its copy gets: "
                    + source.info().id());
        }
        return hash(source, span, checksums, null);
    }

    private static Digests hash(
            StoredObject source, ByteSpan span, Set<ChecksumAlgorithm> checksums, @Nullable WritableByteChannel target)
            throws FileFault {
        ContentHasher hasher = new ContentHasher(checksums);
        try {
            source.transferTo(span, new HashingChannel(hasher, target));
        } catch (FileFault fault) {
            throw fault;
        } catch (IOException e) {
            throw new StorageException.StorageFailure("copying: " + e.getMessage(), e);
        }
        return hasher.finish();
    }

    /** Hashes what is written, and passes it on if it is to be kept. */
    private record HashingChannel(
            ContentHasher hasher, @Nullable WritableByteChannel target) implements WritableByteChannel {
        @Override
        public int write(ByteBuffer bytes) throws IOException {
            int length = bytes.remaining();
            hasher.update(bytes);
            if (target == null) {
                bytes.position(bytes.limit());
                return length;
            }
            return target.write(bytes);
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // There is nothing to release.
        }
    }
}
