package io.geckos.storage.fs.maintenance;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.ContentHasher;
import io.geckos.domain.checksum.Digests;
import io.geckos.domain.checksum.ETag;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.object.ObjectPart;
import io.geckos.storage.fs.files.DirectBufferPool;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.format.ObjectMetadata;
import io.geckos.storage.fs.format.SealedFile;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads files whole, to learn whether they agree with their metadata. */
public final class ContentVerifier {
    private final FileOps files;
    private final LongConsumer meter;

    /** Tells {@code meter}, which may wait, before so many bytes are read. */
    public ContentVerifier(FileOps files, LongConsumer meter) {
        this.files = files;
        this.meter = meter;
    }

    /** Gives who paces the reading an opportunity to end it where nothing is read. */
    void pause() {
        meter.accept(0);
    }

    /** What of a file is not as {@code entry} says; null if all is. */
    public @Nullable String disagreement(FileHandle file, ObjectMetadata entry) throws FileFault {
        long size = file.opened().size();
        if (size != entry.binding().size()) {
            return "has " + size + " bytes, not " + entry.binding().size();
        }
        SealedFile sealed = entry.sealed();
        if (sealed != null) {
            return sealedDisagreement(file, size, sealed.checksum());
        }
        if (!entry.parts().isEmpty()) {
            return partsDisagreement(file, entry.parts());
        }
        ETag md5 = entry.digest();
        if (md5 == null) {
            return "of unknown content";
        }
        return disagreement(digests(file, ByteSpan.whole(size), entry.checksums()), md5, entry.checksums());
    }

    /** What of sealed bytes at the beginning of a file is not as their checksum says; null if all is. */
    @Nullable
    String sealedDisagreement(FileHandle file, long size, Checksum checksum) throws FileFault {
        Digests found = digests(file, ByteSpan.whole(size), Set.of(checksum.algorithm()));
        return found.checksums().contains(checksum)
                ? null
                : "has another " + checksum.algorithm() + " than " + checksum.value();
    }

    private @Nullable String partsDisagreement(FileHandle file, List<ObjectPart> parts) throws FileFault {
        long offset = 0;
        for (ObjectPart part : parts) {
            ByteSpan span = new ByteSpan(offset, part.size());
            if (span.end() > file.opened().size()) {
                return "ends within part " + part.number();
            }
            String found = disagreement(digests(file, span, part.checksums()), part.etag(), part.checksums());
            if (found != null) {
                return "part " + part.number() + ": " + found;
            }
            offset = span.end();
        }
        return offset == file.opened().size() ? null : "goes on behind its last part";
    }

    private static @Nullable String disagreement(Digests found, ETag md5, List<Checksum> checksums) {
        if (!found.md5().equals(md5)) {
            return "has the MD5 " + found.md5() + ", not " + md5;
        }
        for (Checksum checksum : checksums) {
            if (checksum.type() == Checksum.Type.FULL_OBJECT
                    && !found.checksums().contains(checksum)) {
                return "has another " + checksum.algorithm() + " than " + checksum.value();
            }
        }
        return null;
    }

    private Digests digests(FileHandle file, ByteSpan span, List<Checksum> checksums) throws FileFault {
        return digests(
                file,
                span,
                checksums.stream()
                        .filter(checksum -> checksum.type() == Checksum.Type.FULL_OBJECT)
                        .map(Checksum::algorithm)
                        .collect(Collectors.toSet()));
    }

    /** The digests of a stretch of a file. */
    Digests digests(FileHandle file, ByteSpan span, Set<ChecksumAlgorithm> checksums) throws FileFault {
        ContentHasher hasher = new ContentHasher(checksums);
        ByteBuffer buffer = DirectBufferPool.take();
        try {
            long position = span.offset();
            while (position < span.end()) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), span.end() - position));
                meter.accept(buffer.remaining());
                int read = files.read(file, buffer, position);
                if (read <= 0) {
                    throw new FileFault(Errno.OTHER, "read", file.path(), "ends at " + position);
                }
                position += read;
                hasher.update(buffer.flip());
            }
        } finally {
            DirectBufferPool.give(buffer);
        }
        return hasher.finish();
    }
}
