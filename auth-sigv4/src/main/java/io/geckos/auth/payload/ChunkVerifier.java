package io.geckos.auth.payload;

/** Verifies the chunks of a payload by their signatures. */
public interface ChunkVerifier {
    /** Accepts every chunk, for a payload without signatures. */
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
     * @throws io.geckos.domain.error.StorageException.ContentMismatch if {@code signature} is not the signature of the
     *     chunk
     */
    void endOfChunk(String signature);

    /**
     * Ends the payload.
     *
     * @param trailer the trailing headers, {@code name:value} and a line feed each
     * @throws io.geckos.domain.error.StorageException.ContentMismatch if {@code signature} is not the signature of the
     *     trailer
     */
    void endOfTrailer(String trailer, String signature);
}
