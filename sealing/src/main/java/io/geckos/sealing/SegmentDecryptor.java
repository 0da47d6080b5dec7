package io.geckos.sealing;

import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.sealing.SealException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Decrypts the stored chunks in which a span of a segment lies, and writes the plain bytes of the span. */
final class SegmentDecryptor implements WritableByteChannel {
    private final Aes aes;
    private final long segmentSize;
    private final ByteSpan span;
    private final WritableByteChannel sink;
    private final ByteBuffer sealed = ByteBuffer.allocate(SegmentLayout.STORED_CHUNK);
    private final ByteBuffer plain = ByteBuffer.allocate(SegmentLayout.CHUNK);
    private long counter;

    /**
     * Expects the chunks from the one on that contains the start of {@code span}.
     *
     * @param segmentSize in plain bytes
     * @param span of plain bytes, inside the segment
     */
    SegmentDecryptor(byte[] segmentKey, long segmentSize, ByteSpan span, WritableByteChannel sink) {
        this.aes = new Aes(segmentKey);
        this.segmentSize = segmentSize;
        this.span = span;
        this.sink = sink;
        this.counter = span.offset() / SegmentLayout.CHUNK;
        limitToChunk();
    }

    /** The stored bytes that have to be written here, counted from the first chunk of the segment. */
    ByteSpan stored() {
        long first = span.offset() / SegmentLayout.CHUNK;
        long last = Math.max(span.offset(), span.end() - 1) / SegmentLayout.CHUNK;
        long end = Math.min(
                (last + 1) * SegmentLayout.STORED_CHUNK, SegmentLayout.storedSize(segmentSize) - SegmentLayout.SALT);
        return new ByteSpan(first * SegmentLayout.STORED_CHUNK, end - first * SegmentLayout.STORED_CHUNK);
    }

    private boolean isLast() {
        return counter == SegmentLayout.chunks(segmentSize) - 1;
    }

    private void limitToChunk() {
        long rest = segmentSize - counter * SegmentLayout.CHUNK;
        sealed.clear().limit((int) Math.min(SegmentLayout.CHUNK, rest) + Aes.GCM_TAG);
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        while (bytes.hasRemaining()) {
            int count = Math.min(sealed.remaining(), bytes.remaining());
            sealed.put(bytes.duplicate().limit(bytes.position() + count));
            bytes.position(bytes.position() + count);
            if (!sealed.hasRemaining()) {
                decryptChunk();
            }
        }
        return length;
    }

    private void decryptChunk() throws IOException {
        plain.clear();
        if (!aes.open(counter, isLast(), SegmentLayout.NO_ADDITIONAL_DATA, sealed.flip(), plain)) {
            throw new SealException.Damaged("chunk " + counter);
        }
        plain.flip();
        long offset = counter * SegmentLayout.CHUNK;
        long from = Math.max(span.offset(), offset);
        long to = Math.min(span.end(), offset + plain.limit());
        if (from < to) {
            sink.write(plain.limit((int) (to - offset)).position((int) (from - offset)));
        }
        counter++;
        if (counter < SegmentLayout.chunks(segmentSize)) {
            limitToChunk();
        }
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
