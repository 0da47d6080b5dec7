package io.geckos.sealing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.SecureRandom;

/**
 * Takes plain bytes and writes them as one sealed segment, in whole blocks. Chunks as they are would end within pages of a file,
 * which costs the system half as much time again.
 */
final class SealingChannel implements WritableByteChannel {
    static final SecureRandom RANDOM = new SecureRandom();

    /** The number of bytes of a block: many pages of any file system. */
    private static final int BLOCK = 64 << 10;

    private final WritableByteChannel sink;
    private final Aes aes;
    private final ByteBuffer plain = ByteBuffer.allocate(SealedSegment.CHUNK);

    /** What is not written yet: less than a block, and room for a chunk. */
    private final ByteBuffer sealed = ByteBuffer.allocate(BLOCK + SealedSegment.STORED_CHUNK);

    private long counter;
    private boolean open = true;

    private SealingChannel(WritableByteChannel sink, byte[] salt, byte[] segmentKey) {
        this.sink = sink;
        this.aes = new Aes(segmentKey);
        sealed.put(salt);
    }

    /** Begins a segment with a fresh salt. */
    static SealingChannel begin(WritableByteChannel sink, DataKey dataKey, int part) {
        byte[] salt = new byte[SealedSegment.SALT];
        RANDOM.nextBytes(salt);
        return begin(sink, dataKey, salt, part);
    }

    /** Begins a segment with the given salt, which must never serve twice. */
    static SealingChannel begin(WritableByteChannel sink, DataKey dataKey, byte[] salt, int part) {
        return new SealingChannel(sink, salt, dataKey.ofSegment(salt, part));
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        while (bytes.hasRemaining()) {
            // A full chunk waits for the next byte, because the last one is sealed otherwise.
            if (!plain.hasRemaining()) {
                sealChunk(false);
                writeBlocks();
            }
            int count = Math.min(plain.remaining(), bytes.remaining());
            plain.put(bytes.duplicate().limit(bytes.position() + count));
            bytes.position(bytes.position() + count);
        }
        return length;
    }

    /** Writes the last chunk. */
    void finish() throws IOException {
        sealChunk(true);
        sink.write(sealed.flip());
        open = false;
    }

    private void sealChunk(boolean last) {
        aes.seal(counter, last, SealedSegment.UNBOUND, plain.flip(), sealed);
        plain.clear();
        counter++;
    }

    private void writeBlocks() throws IOException {
        int whole = sealed.position() - sealed.position() % BLOCK;
        if (whole > 0) {
            sink.write(sealed.duplicate().flip().limit(whole));
            sealed.flip().position(whole);
            sealed.compact();
        }
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
