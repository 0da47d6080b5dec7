package io.geckos.storage.testkit.data;

import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.ContentHasher;
import io.geckos.domain.checksum.Digests;
import io.geckos.domain.object.ObjectUpload;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** An upload that sends a stream, and runs {@code verification} at its end. */
record StreamUpload(
        InputStream stream,
        OptionalLong declaredLength,
        Set<ChecksumAlgorithm> checksums,
        Runnable verification,
        AtomicBoolean begun)
        implements ObjectUpload {
    private static final int BUFFER_BYTES = 64 * 1024;

    StreamUpload(
            InputStream stream, OptionalLong declaredLength, Set<ChecksumAlgorithm> checksums, Runnable verification) {
        this(stream, declaredLength, checksums, verification, new AtomicBoolean());
    }

    @Override
    public Digests transferTo(WritableByteChannel sink) throws IOException {
        if (begun.getAndSet(true)) {
            throw new AssertionError("an upload was transferred twice");
        }
        ContentHasher hasher = new ContentHasher(checksums);
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int n = read(buffer); n >= 0; n = read(buffer)) {
            ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n);
            hasher.update(bytes);
            sink.write(bytes);
            if (bytes.hasRemaining()) {
                throw new AssertionError("the sink left " + bytes.remaining() + " bytes of a buffer");
            }
        }
        verification.run();
        return hasher.finish();
    }

    /**
     * Reads from the stream. Only the sink may throw {@link IOException}, so a failure of the stream becomes an
     * unchecked exception.
     */
    private int read(byte[] buffer) {
        try {
            return stream.read(buffer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
