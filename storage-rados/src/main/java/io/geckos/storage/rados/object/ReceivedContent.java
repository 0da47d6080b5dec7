package io.geckos.storage.rados.object;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.ContentHasher;
import io.geckos.domain.checksum.Digests;
import io.geckos.domain.error.StorageException.StorageFailure;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectUpload;
import io.geckos.domain.object.Seal;
import io.geckos.domain.object.StoredObject;
import io.geckos.storage.rados.data.DataOwner;
import io.geckos.storage.rados.data.DataPool;
import io.geckos.storage.rados.data.DataWriter;
import io.geckos.storage.rados.format.DataSegment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Bytes that are in the data pool, and to which no row refers yet. */
public record ReceivedContent(DataSegment data, Digests digests) {
    /** Writes what is uploaded. If that fails, nothing stays. */
    public static ReceivedContent of(ObjectUpload upload, DataPool data, String id, DataOwner owner) {
        try (DataWriter writer = data.write(id, owner, upload.declaredLength().orElse(0))) {
            Digests digests = upload.transferTo(writer);
            return new ReceivedContent(writer.finish(), digests);
        } catch (IOException e) {
            throw new StorageFailure("the upload could not be kept", e);
        }
    }

    /** Copies a span of an opened object, and hashes it. */
    public static ReceivedContent copy(
            StoredObject source, ByteSpan span, Set<ChecksumAlgorithm> checksums, DataWriter writer) {
        try {
            ContentHasher hasher = new ContentHasher(checksums);
            source.transferTo(span, new HashingChannel(writer, hasher));
            return new ReceivedContent(writer.finish(), hasher.finish());
        } catch (IOException e) {
            throw new StorageFailure("the copy could not be kept", e);
        }
    }

    /** Copies the bytes of a sealed object as they are stored; the digests are those that the object has. */
    static ReceivedContent copySealed(StoredObject source, Set<ChecksumAlgorithm> wanted, DataWriter writer) {
        ObjectInfo info = source.info();
        List<Checksum> checksums = info.checksums().stream()
                .filter(it -> wanted.contains(it.algorithm()))
                .toList();
        if (info.partCount() > 0 || checksums.size() < wanted.size()) {
            throw new IllegalArgumentException(
                    "a sealed object in parts, or without a checksum that its copy gets: " + info.id());
        }
        try {
            source.transferTo(ByteSpan.whole(source.storedSize()), writer);
            return new ReceivedContent(writer.finish(), new Digests(info.size(), info.etag(), checksums));
        } catch (IOException e) {
            throw new StorageFailure("the copy could not be kept", e);
        }
    }

    /** Refuses to copy sealed bytes as plain ones, and plain bytes as sealed ones. */
    public static void requireSealedAlike(StoredObject source, Optional<Seal> copy) {
        if (RadosObject.isSealed(source) != copy.isPresent()) {
            throw new IllegalArgumentException(
                    "either the copy or its source is sealed: " + source.info().id());
        }
    }

    private record HashingChannel(DataWriter writer, ContentHasher hasher) implements WritableByteChannel {
        @Override
        public int write(ByteBuffer source) {
            hasher.update(source);
            return writer.write(source);
        }

        @Override
        public boolean isOpen() {
            return writer.isOpen();
        }

        @Override
        public void close() {
            writer.close();
        }
    }
}
