package io.geckos.sealing;

import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.sealing.SealException;
import io.geckos.domain.sealing.SealedContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;

/** Reads the segments of objects with one data key. */
final class SegmentReader implements SealedContent {
    private final DataKey dataKey;

    SegmentReader(DataKey dataKey) {
        this.dataKey = dataKey;
    }

    @Override
    public void transferTo(Source source, List<Segment> segments, ByteSpan span, WritableByteChannel sink)
            throws IOException {
        long plain = 0;
        long stored = 0;
        for (Segment segment : segments) {
            long size = segment.size();
            long from = Math.max(0, span.offset() - plain);
            long to = Math.min(size, span.end() - plain);
            // Empty segments are verified too, to detect truncation.
            if (from < to || size == 0) {
                read(source, stored, segment, new ByteSpan(Math.min(from, size), Math.max(0, to - from)), sink);
            }
            plain += size;
            stored += SegmentLayout.storedSize(size);
        }
    }

    private void read(Source source, long at, Segment segment, ByteSpan span, WritableByteChannel sink)
            throws IOException {
        ByteBuffer salt = ByteBuffer.allocate(SegmentLayout.SALT);
        source.transferTo(new ByteSpan(at, SegmentLayout.SALT), new BufferChannel(salt));
        if (salt.hasRemaining()) {
            throw new SealException.Damaged("it ends within a salt");
        }
        SegmentDecryptor decryptor =
                new SegmentDecryptor(dataKey.ofSegment(salt.array(), segment.part()), segment.size(), span, sink);
        ByteSpan chunks = decryptor.stored();
        source.transferTo(new ByteSpan(at + SegmentLayout.SALT + chunks.offset(), chunks.length()), decryptor);
    }

    /** A channel into a buffer with room for all. */
    private record BufferChannel(ByteBuffer buffer) implements WritableByteChannel {
        @Override
        public int write(ByteBuffer bytes) {
            int length = bytes.remaining();
            buffer.put(bytes);
            return length;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
