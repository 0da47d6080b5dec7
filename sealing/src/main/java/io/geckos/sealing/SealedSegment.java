package io.geckos.sealing;

/** The sizes of a segment: a salt, and chunks of {@value #CHUNK} plain bytes, of which only the last may have fewer. */
final class SealedSegment {
    /** The number of plain bytes of a chunk. */
    static final int CHUNK = 64 << 10;

    /** The number of bytes of a whole chunk as it is stored. */
    static final int STORED_CHUNK = CHUNK + Aes.TAG;

    /** The number of bytes before the first chunk. */
    static final int SALT = Aes.KEY;

    /** Chunks are bound to nothing but their segment and place. */
    static final byte[] UNBOUND = {};

    private SealedSegment() {}

    /** The number of chunks; an empty segment has one too, so that nothing can be cut off. */
    static long chunks(long plain) {
        return Math.max(1, (plain + CHUNK - 1) / CHUNK);
    }

    /** The number of bytes as they are stored. */
    static long storedSize(long plain) {
        return SALT + plain + Aes.TAG * chunks(plain);
    }
}
