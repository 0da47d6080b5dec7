package io.geckos.sealing;

/** The layout of a segment: a salt, and chunks of {@value #CHUNK} plain bytes, of which only the last may have fewer. */
final class SegmentLayout {
    /** The number of plain bytes of a chunk. */
    static final int CHUNK = 64 << 10;

    /** The number of bytes of a whole chunk as it is stored. */
    static final int STORED_CHUNK = CHUNK + Aes.GCM_TAG;

    /** The number of bytes before the first chunk. */
    static final int SALT = Aes.KEY_BYTES;

    /** Chunks have no additional data: key and nonce already fix their segment and position. */
    static final byte[] NO_ADDITIONAL_DATA = {};

    private SegmentLayout() {}

    /** The number of chunks; an empty segment has one too, so that truncation is detected. */
    static long chunks(long plain) {
        return Math.max(1, (plain + CHUNK - 1) / CHUNK);
    }

    /** The number of bytes as they are stored. */
    static long storedSize(long plain) {
        return SALT + plain + Aes.GCM_TAG * chunks(plain);
    }
}
