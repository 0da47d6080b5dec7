package io.geckos.bench.data;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * The bytes of every object, known without keeping them: a slice of one block of noise, repeated without end, that begins where
 * the object's number and version say. Two objects, or two versions of one, differ from their first bytes on.
 */
public final class ContentGenerator {
    /** A power of two, so that any odd step visits every position before one repeats. */
    private static final int BLOCK = 1 << 23;

    /** The largest slice handed out at once; the block is kept longer by so much, so that no slice wraps. */
    static final int SLICE = 1 << 18;

    private static final long NUMBER_STEP = 40_503;
    private static final long VERSION_STEP = 1_000_003;

    /** Outside the heap, so that sockets write it without a copy. */
    private static final ByteBuffer NOISE = noise();

    private ContentGenerator() {}

    /** Where in the block the content of {@code version} of object {@code number} begins. */
    public static long start(long number, int version) {
        return (number * NUMBER_STEP + version * VERSION_STEP) & (BLOCK - 1);
    }

    /** The next bytes of the content that begins at {@code start}, at most {@value #SLICE} and at most {@code limit}. */
    public static ByteBuffer slice(long start, long position, long limit) {
        int from = (int) ((start + position) & (BLOCK - 1));
        return NOISE.slice(from, (int) Math.min(limit, SLICE));
    }

    /** Whether {@code bytes}, which are consumed, are what the content that begins at {@code start} has at {@code position}. */
    public static boolean matches(long start, long position, ByteBuffer bytes) {
        long at = position;
        while (bytes.hasRemaining()) {
            ByteBuffer expected = slice(start, at, bytes.remaining());
            int length = expected.remaining();
            if (!expected.equals(bytes.slice(bytes.position(), length))) {
                return false;
            }
            bytes.position(bytes.position() + length);
            at += length;
        }
        return true;
    }

    private static ByteBuffer noise() {
        byte[] block = new byte[BLOCK];
        new SplittableRandom(3).nextBytes(block);
        return ByteBuffer.allocateDirect(BLOCK + SLICE)
                .put(block)
                .put(block, 0, SLICE)
                .flip()
                .asReadOnlyBuffer();
    }
}
