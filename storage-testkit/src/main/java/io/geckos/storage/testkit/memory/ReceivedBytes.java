package io.geckos.storage.testkit.memory;

import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.ContentHasher;
import io.geckos.domain.checksum.Digests;
import io.geckos.domain.error.StorageException.Failed;
import io.geckos.domain.object.ObjectUpload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
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
            throw new Failed("the upload could not be kept", e);
        }
    }

    static ReceivedBytes from(byte[] bytes, Set<ChecksumAlgorithm> checksums) {
        ContentHasher hasher = new ContentHasher(checksums);
        hasher.update(ByteBuffer.wrap(bytes));
        return new ReceivedBytes(bytes, hasher.finish());
    }

    byte[] bytes() {
        return bytes;
    }

    Digests digests() {
        return digests;
    }
}
