package io.geckos.s3.body;

import io.geckos.s3.api.RequestMemory;
import io.geckos.s3.wire.S3Error;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body whose content is kept in memory while it is read. Each read takes the memory for its bytes from the request's
 * {@link RequestMemory}.
 */
final class MemoryLimitedBody extends FilterInputStream {
    private static final int STEP = 8 << 10;

    private final RequestMemory memory;
    private final int factor;
    private long counted;
    private long received;

    /**
     * Takes {@code factor} bytes of memory for each byte that is read. A read throws {@link S3Error#SlowDown} if there
     * are not enough.
     */
    MemoryLimitedBody(InputStream body, RequestMemory memory, int factor) {
        super(body);
        this.memory = memory;
        this.factor = factor;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = in.read(bytes, offset, length);
        received += Math.max(count, 0);
        // The first bytes are not counted, because the reader has taken memory for them.
        if (received - counted > STEP) {
            memory.take(factor * (received - counted));
            counted = received;
        }
        return count;
    }
}
