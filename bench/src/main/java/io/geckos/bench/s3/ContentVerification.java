package io.geckos.bench.s3;

import io.geckos.bench.data.ContentGenerator;
import io.geckos.bench.http.ResponseReader;
import io.geckos.bench.http.UnexpectedResponse;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Compares a body, while it is received, with all versions that an object may have. It must be one of them from the
 * first to the last byte.
 */
final class ContentVerification implements ResponseReader.Sink {
    private final long[] starts;
    private final long size;
    private long position;

    /** One bit for each of {@link #starts} that agrees with all bytes so far. */
    private long candidates;

    /** Expects {@code size} bytes of version {@code from}, or of any later one below {@code to}; at most 64 of them. */
    ContentVerification(long number, int from, int to, long size) {
        this.starts = new long[to - from];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = ContentGenerator.start(number, from + i);
        }
        this.candidates = -1L >>> (Long.SIZE - starts.length);
        this.size = size;
    }

    @Override
    public void accept(ByteBuffer bytes) throws IOException {
        for (int i = 0; i < starts.length; i++) {
            if (((candidates >>> i) & 1) != 0 && !ContentGenerator.matches(starts[i], position, bytes)) {
                candidates &= ~(1L << i);
            }
        }
        position += bytes.remaining();
        bytes.position(bytes.limit());
        if (candidates == 0) {
            throw new UnexpectedResponse("wrong bytes");
        }
    }

    /** Throws when the body has ended early or late. */
    void end() throws IOException {
        if (position != size) {
            throw new UnexpectedResponse("wrong length");
        }
    }
}
