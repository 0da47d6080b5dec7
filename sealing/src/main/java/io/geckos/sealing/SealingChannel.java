package io.geckos.sealing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.SecureRandom;

/** Takes plain bytes and writes them as one sealed segment. */
final class SealingChannel implements WritableByteChannel {
    static final SecureRandom RANDOM = new SecureRandom();

    private final WritableByteChannel sink;
    private final Aes aes;
    private final ByteBuffer plain = ByteBuffer.allocate(SealedSegment.CHUNK);
    private final ByteBuffer sealed = ByteBuffer.allocate(SealedSegment.STORED_CHUNK);
    private long counter;
    private boolean open = true;

    private SealingChannel(WritableByteChannel sink, byte[] segmentKey) {
        this.sink = sink;
        this.aes = new Aes(segmentKey);
    }

    /** Begins a segment with a fresh salt. */
    static SealingChannel begin(WritableByteChannel sink, DataKey dataKey, int part) throws IOException {
        byte[] salt = new byte[SealedSegment.SALT];
        RANDOM.nextBytes(salt);
        return begin(sink, dataKey, salt, part);
    }

    /** Begins a segment with the given salt, which must never serve twice. */
    static SealingChannel begin(WritableByteChannel sink, DataKey dataKey, byte[] salt, int part) throws IOException {
        sink.write(ByteBuffer.wrap(salt));
        return new SealingChannel(sink, dataKey.ofSegment(salt, part));
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        while (bytes.hasRemaining()) {
            // A full chunk waits for the next byte, because the last one is sealed otherwise.
            if (!plain.hasRemaining()) {
                writeChunk(false);
            }
            int count = Math.min(plain.remaining(), bytes.remaining());
            plain.put(bytes.duplicate().limit(bytes.position() + count));
            bytes.position(bytes.position() + count);
        }
        return length;
    }

    /** Writes the last chunk. */
    void finish() throws IOException {
        writeChunk(true);
        open = false;
    }

    private void writeChunk(boolean last) throws IOException {
        sealed.clear();
        aes.seal(counter, last, SealedSegment.UNBOUND, plain.flip(), sealed);
        sink.write(sealed.flip());
        plain.clear();
        counter++;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }
}
