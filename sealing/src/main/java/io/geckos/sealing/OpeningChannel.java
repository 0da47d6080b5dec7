package io.geckos.sealing;

import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.sealing.SealException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Takes the stored chunks in which a span of a segment lies, and writes the plain bytes of the span. */
final class OpeningChannel implements WritableByteChannel {
    private final Aes aes;
    private final long segmentSize;
    private final ByteSpan span;
    private final WritableByteChannel sink;
    private final ByteBuffer sealed = ByteBuffer.allocate(SealedSegment.STORED_CHUNK);
    private final ByteBuffer plain = ByteBuffer.allocate(SealedSegment.CHUNK);
    private long counter;

    /**
     * Expects the chunks from that on in which {@code span} begins.
     *
     * @param segmentSize in plain bytes
     * @param span of plain bytes, inside the segment
     */
    OpeningChannel(byte[] segmentKey, long segmentSize, ByteSpan span, WritableByteChannel sink) {
        this.aes = new Aes(segmentKey);
        this.segmentSize = segmentSize;
        this.span = span;
        this.sink = sink;
        this.counter = span.offset() / SealedSegment.CHUNK;
        limitToChunk();
    }

    /** The stored bytes that have to be written here, counted from the first chunk of the segment. */
    ByteSpan stored() {
        long first = span.offset() / SealedSegment.CHUNK;
        long last = Math.max(span.offset(), span.end() - 1) / SealedSegment.CHUNK;
        long end = Math.min(
                (last + 1) * SealedSegment.STORED_CHUNK, SealedSegment.storedSize(segmentSize) - SealedSegment.SALT);
        return new ByteSpan(first * SealedSegment.STORED_CHUNK, end - first * SealedSegment.STORED_CHUNK);
    }

    private boolean isLast() {
        return counter == SealedSegment.chunks(segmentSize) - 1;
    }

    private void limitToChunk() {
        long rest = segmentSize - counter * SealedSegment.CHUNK;
        sealed.clear().limit((int) Math.min(SealedSegment.CHUNK, rest) + Aes.TAG);
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        while (bytes.hasRemaining()) {
            int count = Math.min(sealed.remaining(), bytes.remaining());
            sealed.put(bytes.duplicate().limit(bytes.position() + count));
            bytes.position(bytes.position() + count);
            if (!sealed.hasRemaining()) {
                openChunk();
            }
        }
        return length;
    }

    private void openChunk() throws IOException {
        plain.clear();
        if (!aes.open(counter, isLast(), SealedSegment.UNBOUND, sealed.flip(), plain)) {
            throw new SealException.Damaged("chunk " + counter);
        }
        plain.flip();
        long offset = counter * SealedSegment.CHUNK;
        long from = Math.max(span.offset(), offset);
        long to = Math.min(span.end(), offset + plain.limit());
        if (from < to) {
            sink.write(plain.limit((int) (to - offset)).position((int) (from - offset)));
        }
        counter++;
        if (counter < SealedSegment.chunks(segmentSize)) {
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
