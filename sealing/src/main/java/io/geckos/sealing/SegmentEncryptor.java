package io.geckos.sealing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.SecureRandom;

/**
 * Encrypts plain bytes into one segment, and writes it in whole blocks. Writes of single chunks would not end at page boundaries,
 * and take 50 % more system time.
 */
final class SegmentEncryptor implements WritableByteChannel {
    static final SecureRandom RANDOM = new SecureRandom();

    /** The number of bytes of a block: many pages of any file system. */
    private static final int BLOCK = 64 << 10;

    private final WritableByteChannel sink;
    private final Aes aes;
    private final ByteBuffer plain = ByteBuffer.allocate(SegmentLayout.CHUNK);

    /** The bytes that are not written yet: less than a block, and room for a chunk. */
    private final ByteBuffer sealed = ByteBuffer.allocate(BLOCK + SegmentLayout.STORED_CHUNK);

    private long counter;
    private boolean open = true;

    private SegmentEncryptor(WritableByteChannel sink, byte[] salt, byte[] segmentKey) {
        this.sink = sink;
        this.aes = new Aes(segmentKey);
        sealed.put(salt);
    }

    /** Begins a segment with a fresh salt. */
    static SegmentEncryptor begin(WritableByteChannel sink, DataKey dataKey, int part) {
        byte[] salt = new byte[SegmentLayout.SALT];
        RANDOM.nextBytes(salt);
        return begin(sink, dataKey, salt, part);
    }

    /** Begins a segment with the given salt, which must not be reused. */
    static SegmentEncryptor begin(WritableByteChannel sink, DataKey dataKey, byte[] salt, int part) {
        return new SegmentEncryptor(sink, salt, dataKey.ofSegment(salt, part));
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        while (bytes.hasRemaining()) {
            // A full chunk waits for the next byte, because the last one has another nonce.
            if (!plain.hasRemaining()) {
                encryptChunk(false);
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
        encryptChunk(true);
        sink.write(sealed.flip());
        open = false;
    }

    private void encryptChunk(boolean last) {
        aes.seal(counter, last, SegmentLayout.NO_ADDITIONAL_DATA, plain.flip(), sealed);
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
