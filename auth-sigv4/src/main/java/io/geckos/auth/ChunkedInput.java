package io.geckos.auth;

import io.geckos.domain.StorageException.ContentMismatch;
import io.geckos.domain.StorageException.ContentMismatch.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The data of a chunked payload. Its last bytes are handed out only once everything that follows them on the wire was
 * read and found right. After a failure nothing more can be read. Closing it leaves the wire open.
 */
final class ChunkedInput extends InputStream {
    /** The least size of any chunk that another one follows. */
    private static final int LEAST_CHUNK = 8192;

    private final Framing framing;
    private final ChunkedPayload payload;
    private final Consumer<Trailers> whenRead;
    private ChunkHeader chunk = ChunkHeader.NONE;
    private long chunkLeft;
    private long bodyLeft;
    private boolean ended;
    private @Nullable Exception failure;

    ChunkedInput(InputStream wire, ChunkedPayload payload, Consumer<Trailers> whenRead) {
        this.framing = new Framing(wire);
        this.payload = payload;
        this.whenRead = whenRead;
        this.bodyLeft = payload.length();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (length == 0) {
            return 0;
        }
        try {
            return fill(bytes, offset, length);
        } catch (IOException | RuntimeException e) {
            // Bytes may have been taken off the wire that nobody will ever see: going on would leave a hole.
            failure = e;
            throw e;
        }
    }

    /** Fills the buffer across chunks, so that what a client sends in small ones is written in large pieces. */
    private int fill(byte[] bytes, int offset, int length) throws IOException {
        int filled = 0;
        while (!ended && (filled < length || bodyLeft == 0)) {
            if (chunkLeft == 0) {
                nextChunk();
                continue;
            }
            int n = framing.read(bytes, offset + filled, (int) Math.min(length - filled, chunkLeft));
            if (n < 0) {
                throw new ContentMismatch(Kind.LENGTH, "the body ended inside a chunk");
            }
            payload.check().update(bytes, offset + filled, n);
            filled += n;
            chunkLeft -= n;
            bodyLeft -= n;
            if (chunkLeft == 0) {
                payload.check().endOfChunk(chunk.signature());
                framing.endOfChunk();
            }
        }
        return filled == 0 ? -1 : filled;
    }

    private void nextChunk() throws IOException {
        long previous = chunk.size();
        chunk = ChunkHeader.parse(framing.line(Kind.CHUNK_FRAMING), payload.signed());
        if (chunk.size() > bodyLeft || (chunk.size() == 0 && bodyLeft > 0)) {
            throw new ContentMismatch(Kind.LENGTH, "the chunks do not add up to " + ChunkedPayload.DECODED_LENGTH);
        }
        if (chunk.size() > 0) {
            if (previous > 0 && previous < LEAST_CHUNK) {
                throw new ContentMismatch(
                        Kind.CHUNK_SIZE, "Only the last chunk is allowed to have a size less than 8192 bytes");
            }
            chunkLeft = chunk.size();
            return;
        }
        payload.check().endOfChunk(chunk.signature());
        if (payload.trailer()) {
            whenRead.accept(Trailers.read(framing, payload.announced(), payload.signed(), payload.check()));
        } else {
            framing.endOfChunk();
        }
        framing.endOfBody();
        ended = true;
    }
}
