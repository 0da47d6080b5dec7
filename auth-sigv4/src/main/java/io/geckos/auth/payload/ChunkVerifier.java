package io.geckos.auth.payload;

/** What vouches for the chunks of a payload: a chain of signatures, or nothing. */
public interface ChunkVerifier {
    /** Nothing vouches: whatever comes is taken. */
    ChunkVerifier NONE = new ChunkVerifier() {
        @Override
        public void update(byte[] bytes, int offset, int length) {}

        @Override
        public void endOfChunk(String signature) {}

        @Override
        public void endOfTrailer(String trailer, String signature) {}
    };

    /** Takes data of the current chunk. */
    void update(byte[] bytes, int offset, int length);

    /**
     * Ends the current chunk.
     *
     * @throws io.geckos.domain.error.StorageException.ContentMismatch if {@code signature} is not that of its data
     */
    void endOfChunk(String signature);

    /**
     * Ends the payload.
     *
     * @param trailer the trailing headers, {@code name:value} and a line feed each
     * @throws io.geckos.domain.error.StorageException.ContentMismatch if {@code signature} is not theirs
     */
    void endOfTrailer(String trailer, String signature);
}
