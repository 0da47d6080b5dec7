package io.geckos.s3.encryption;

import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.ContentHasher;
import io.geckos.domain.checksum.Digests;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.object.ObjectUpload;
import io.geckos.domain.object.StoredObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Uploads bytes of an object that is there, for a copy whose bytes are stored otherwise than those of its source.
 *
 * @param span of the bytes
 * @param checksums that the copy gets
 */
record StoredObjectUpload(StoredObject source, ByteSpan span, Set<ChecksumAlgorithm> checksums)
        implements ObjectUpload {
    @Override
    public OptionalLong declaredLength() {
        return OptionalLong.of(span.length());
    }

    @Override
    public Digests transferTo(WritableByteChannel sink) throws IOException {
        ContentHasher hasher = new ContentHasher(checksums);
        source.transferTo(span, new HashedChannel(hasher, sink));
        return hasher.finish();
    }

    /** Hashes what is written, and passes it on. */
    private record HashedChannel(ContentHasher hasher, WritableByteChannel sink) implements WritableByteChannel {
        @Override
        public int write(ByteBuffer bytes) throws IOException {
            hasher.update(bytes);
            return sink.write(bytes);
        }

        @Override
        public boolean isOpen() {
            return sink.isOpen();
        }

        @Override
        public void close() {
            // The sink belongs to the store.
        }
    }
}
