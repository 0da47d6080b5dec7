package io.geckos.auth.payload;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stream that verifies what passes. After a failure nothing more can be read: bytes may have been taken off the wire
 * that nobody saw, and a hash that did not hold must not be asked a second time. Closing it leaves the wire open.
 */
abstract class VerifiedInputStream extends InputStream {
    private @Nullable Exception failure;

    /** As {@link InputStream#read(byte[], int, int)}, with checked arguments and a positive length. */
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
