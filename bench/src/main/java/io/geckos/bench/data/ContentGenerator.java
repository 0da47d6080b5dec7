package io.geckos.bench.data;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * Computes the bytes of every object, so that they need not be stored. The content is a slice of one block of noise,
 * which is repeated without end. The object's number and version decide where the slice begins, so two objects or
 * versions differ from their first bytes on.
 */
public final class ContentGenerator {
    /** A power of two, so that any odd step visits every position before one repeats. */
    private static final int BLOCK = 1 << 23;

    /**
     * The largest slice returned at once. The block in memory is longer by this size, so that no slice wraps around.
     */
    static final int SLICE = 1 << 18;

    private static final long NUMBER_STEP = 40_503;
    private static final long VERSION_STEP = 1_000_003;

    /** Outside the heap, so that sockets write it without a copy. */
    private static final ByteBuffer NOISE = noise();

    private static final MemorySegment NOISE_SEGMENT = MemorySegment.ofBuffer(NOISE);

    private ContentGenerator() {}

    /** The position in the block where the content of {@code version} of object {@code number} begins. */
    public static long start(long number, int version) {
        return (number * NUMBER_STEP + version * VERSION_STEP) & (BLOCK - 1);
    }

    /** The next bytes of the content that begins at {@code start}, at most {@value #SLICE} and at most {@code limit}. */
    public static ByteBuffer slice(long start, long position, long limit) {
        int from = (int) ((start + position) & (BLOCK - 1));
        return NOISE.slice(from, (int) Math.min(limit, SLICE));
    }

    /** Whether the remaining {@code bytes} equal the content from {@code start} at {@code position}. Consumes none. */
    public static boolean matches(long start, long position, ByteBuffer bytes) {
        MemorySegment actual = MemorySegment.ofBuffer(bytes);
        long length;
        for (long done = 0; done < actual.byteSize(); done += length) {
            long from = (start + position + done) & (BLOCK - 1);
            length = Math.min(actual.byteSize() - done, SLICE);
            if (MemorySegment.mismatch(NOISE_SEGMENT, from, from + length, actual, done, done + length) >= 0) {
                return false;
            }
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
