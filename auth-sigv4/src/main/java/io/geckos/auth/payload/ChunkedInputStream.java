package io.geckos.auth.payload;

import io.geckos.auth.request.ContentSha256;
import io.geckos.domain.error.StorageException.ContentMismatch;
import io.geckos.domain.error.StorageException.ContentMismatch.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The decoded data of a chunked payload. It returns the last bytes only after it has read and verified everything that
 * follows them.
 */
final class ChunkedInputStream extends VerifiedInputStream {
    /** The smallest size of a chunk that is not the last. */
    private static final int LEAST_CHUNK = 8192;

    private final ChunkFraming framing;
    private final ChunkedPayload payload;
    private final Consumer<Map<String, String>> whenEnded;
    private ChunkHeader chunk = ChunkHeader.NONE;
    private long chunkLeft;
    private long bodyLeft;
    private boolean ended;

    ChunkedInputStream(InputStream wire, ChunkedPayload payload, Consumer<Map<String, String>> whenEnded) {
        this.framing = new ChunkFraming(wire);
        this.payload = payload;
        this.whenEnded = whenEnded;
        this.bodyLeft = payload.length();
    }

    /** Reads across the borders of chunks, so that small chunks are still written in large pieces. */
    @Override
    int fill(byte[] bytes, int offset, int length) throws IOException {
        int filled = 0;
        while (!ended && (filled < length || bodyLeft == 0)) {
            if (chunkLeft == 0) {
                nextChunk();
            } else {
                filled += data(bytes, offset + filled, length - filled);
            }
        }
        return filled == 0 ? -1 : filled;
    }

    private int data(byte[] bytes, int offset, int length) throws IOException {
        int n = framing.read(bytes, offset, (int) Math.min(length, chunkLeft));
        if (n < 0) {
            throw new ContentMismatch(Kind.LENGTH, "the body ended inside a chunk");
        }
        payload.check().update(bytes, offset, n);
        chunkLeft -= n;
        bodyLeft -= n;
        if (chunkLeft == 0) {
            payload.check().endOfChunk(chunk.signature());
            framing.endOfLine(Kind.CHUNK_FRAMING);
        }
        return n;
    }

    private void nextChunk() throws IOException {
        long previous = chunk.size();
        chunk = ChunkHeader.parse(framing.line(Kind.CHUNK_FRAMING), payload.signed());
        if (chunk.size() > bodyLeft || (chunk.size() == 0 && bodyLeft > 0)) {
            throw new ContentMismatch(Kind.LENGTH, "the chunks do not add up to " + ContentSha256.DECODED_LENGTH);
        }
        if (chunk.size() == 0) {
            end();
        } else if (previous > 0 && previous < LEAST_CHUNK) {
            throw new ContentMismatch(
                    Kind.CHUNK_SIZE, "Only the last chunk is allowed to have a size less than 8192 bytes");
        }
        chunkLeft = chunk.size();
    }

    private void end() throws IOException {
        payload.check().endOfChunk(chunk.signature());
        Map<String, String> trailers = TrailerReader.read(framing, payload);
        framing.endOfBody();
        whenEnded.accept(trailers);
        ended = true;
    }
}
