package io.geckos.s3.call;

import io.geckos.s3.api.RequestMemory;
import io.geckos.s3.wire.S3Error;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that is kept in memory while it is read, in one form or another: takes the memory it needs as it passes. */
final class MemoryLimitedBody extends FilterInputStream {
    private static final int STEP = 8 << 10;

    private final RequestMemory memory;
    private final int factor;
    private long counted;
    private long received;

    /** Takes {@code factor} bytes for each byte that is read; {@link S3Error#SlowDown} where there are none. */
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
        // The first bytes are in what the reader takes by itself.
        if (received - counted > STEP) {
            memory.take(factor * (received - counted));
            counted = received;
        }
        return count;
    }
}
