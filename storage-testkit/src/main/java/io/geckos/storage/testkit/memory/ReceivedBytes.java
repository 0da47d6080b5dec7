package io.geckos.storage.testkit.memory;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.ContentHasher;
import io.geckos.domain.checksum.Digests;
import io.geckos.domain.error.StorageException.StorageFailure;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectUpload;
import io.geckos.domain.object.StoredObject;
import io.geckos.storage.testkit.data.ObjectBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.List;
import java.util.Set;

/** The bytes of a complete upload, with their digests. */
final class ReceivedBytes {
    private final byte[] bytes;
    private final Digests digests;

    private ReceivedBytes(byte[] bytes, Digests digests) {
        this.bytes = bytes;
        this.digests = digests;
    }

    static ReceivedBytes from(ObjectUpload upload) {
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        try {
            Digests digests = upload.transferTo(Channels.newChannel(sink));
            return new ReceivedBytes(sink.toByteArray(), digests);
        } catch (IOException e) {
            throw new StorageFailure("the upload could not be kept", e);
        }
    }

    static ReceivedBytes from(byte[] bytes, Set<ChecksumAlgorithm> checksums) {
        ContentHasher hasher = new ContentHasher(checksums);
        hasher.update(ByteBuffer.wrap(bytes));
        return new ReceivedBytes(bytes, hasher.finish());
    }

    /** The bytes of a sealed object as they are stored, with the digests that the object has. */
    static ReceivedBytes sealed(StoredObject source, Set<ChecksumAlgorithm> wanted) {
        ObjectInfo info = source.info();
        List<Checksum> checksums = info.checksums().stream()
                .filter(it -> wanted.contains(it.algorithm()))
                .toList();
        if (info.partCount() > 0 || checksums.size() < wanted.size()) {
            throw new IllegalArgumentException(
                    "a sealed object in parts, or without a checksum that its copy gets: " + info.id());
        }
        return new ReceivedBytes(
                ObjectBytes.read(source, ByteSpan.whole(source.storedSize())),
                new Digests(info.size(), info.etag(), checksums));
    }

    byte[] bytes() {
        return bytes;
    }

    Digests digests() {
        return digests;
    }
}
