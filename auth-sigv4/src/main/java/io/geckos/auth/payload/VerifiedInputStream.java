package io.geckos.auth.payload;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stream that verifies its bytes while they are read. After a failure every read fails, because some bytes may be
 * lost and the hash cannot be checked a second time. Closing it does not close the connection.
 */
abstract class VerifiedInputStream extends InputStream {
    private @Nullable Exception failure;

    /**
     * Like {@link InputStream#read(byte[], int, int)}. The arguments are checked already, and the length is positive.
     */
    abstract int fill(byte[] bytes, int offset, int length) throws IOException;

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public final int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        switch (failure) {
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case null, default -> {}
        }
        if (length == 0) {
            return 0;
        }
        try {
            return fill(bytes, offset, length);
        } catch (IOException | RuntimeException e) {
            failure = e;
            throw e;
        }
    }
}
