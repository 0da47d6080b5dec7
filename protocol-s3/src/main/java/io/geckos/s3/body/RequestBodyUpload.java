package io.geckos.s3.body;

import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.ContentHasher;
import io.geckos.domain.checksum.Digests;
import io.geckos.domain.error.StorageException.ContentMismatch;
import io.geckos.domain.object.ObjectUpload;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/** The upload of a request's body into the store. The body is hashed while it is written, and verified at its end. */
public final class RequestBodyUpload implements ObjectUpload {
    private final InputStream body;
    private final Supplier<Map<String, String>> trailers;
    private final ContentDigests checks;
    private final Set<ChecksumAlgorithm> algorithms;
    private final UploadBufferPool buffers;

    /**
     * Prepares the upload. No byte is read yet.
     *
     * @param body the decoded body
     * @param trailers supplies the trailing headers, after the end of the body
     * @param wanted the checksums to compute, in addition to those that the client states
     */
    RequestBodyUpload(
            InputStream body,
            Supplier<Map<String, String>> trailers,
            ContentDigests checks,
            Set<ChecksumAlgorithm> wanted,
            UploadBufferPool buffers) {
        this.body = body;
        this.trailers = trailers;
        this.checks = checks;
        this.algorithms = EnumSet.noneOf(ChecksumAlgorithm.class);
        this.algorithms.addAll(checks.algorithms());
        this.algorithms.addAll(wanted);
        this.buffers = buffers;
    }

    @Override
    public OptionalLong declaredLength() {
        return checks.length();
    }

    /** Adds a checksum of {@code algorithm} to those that are computed, unless the client states one. */
    public void addDefaultChecksum(Optional<ChecksumAlgorithm> algorithm) {
        if (checks.statedAlgorithm().isEmpty()) {
            algorithm.ifPresent(algorithms::add);
        }
    }

    /** The algorithm of the checksum that the client states. */
    public Optional<ChecksumAlgorithm> statedAlgorithm() {
        return checks.statedAlgorithm();
    }

    @Override
    public Digests transferTo(WritableByteChannel sink) throws IOException {
        try {
            // No buffer is taken before the first byte arrives, so that silent clients cost no memory.
            int first = read();
            Digests computed = first < 0 ? new ContentHasher(algorithms).finish() : transfer((byte) first, sink);
            checks.verify(computed, trailers.get());
            return computed;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ContentMismatch(ContentMismatch.Kind.TIMEOUT, "interrupted");
        }
    }

    private Digests transfer(byte head, WritableByteChannel sink) throws IOException, InterruptedException {
        long length = checks.length().orElse(Long.MAX_VALUE);
        // Large buffers come when a small one is full, so that clients that stall after their first bytes cost little.
        ByteBuffer first = buffers.acquireFirst(length).put(head);
        boolean more = fill(first);
        try (ParallelHasher hasher = ParallelHasher.of(length, first, algorithms, buffers)) {
            ByteBuffer buffer = length > UploadBufferPool.SMALL ? hasher.next().put(first.flip()) : first;
            for (long moved = 0; ; buffer = hasher.next()) {
                more = more && fill(buffer);
                buffer.flip();
                moved += buffer.remaining();
                requireAtMostDeclared(moved);
                ByteBuffer unwritten = buffer.duplicate();
                hasher.hash(buffer);
                sink.write(unwritten);
                if (!more) {
                    return hasher.finish();
                }
            }
        }
    }

    /** Stops a body that is longer than announced, before it fills the disk. */
    private void requireAtMostDeclared(long moved) {
        if (moved > checks.length().orElse(Long.MAX_VALUE)) {
            throw new ContentMismatch(ContentMismatch.Kind.LENGTH, "more than " + checks.length() + " bytes");
        }
    }

    /** Fills the rest of {@code buffer}. Answers false if the body has ended. */
    private boolean fill(ByteBuffer buffer) {
        while (buffer.hasRemaining()) {
            int count = read(buffer);
            if (count < 0) {
                return false;
            }
            buffer.position(buffer.position() + count);
        }
        return true;
    }

    private int read() {
        try {
            return body.read();
        } catch (IOException e) {
            throw truncated(e);
        }
    }

    private int read(ByteBuffer buffer) {
        try {
            return body.read(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
        } catch (IOException e) {
            throw truncated(e);
        }
    }

    /** The upload's error for a body that ended with an I/O error. */
    public static ContentMismatch truncated(IOException e) {
        boolean late = e instanceof InterruptedIOException;
        return new ContentMismatch(
                late ? ContentMismatch.Kind.TIMEOUT : ContentMismatch.Kind.LENGTH, String.valueOf(e.getMessage()));
    }
}
