package io.geckos.auth;

import io.geckos.domain.StorageException.ContentMismatch;
import io.geckos.domain.StorageException.ContentMismatch.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Hashes what is read and compares in the end. Where the length is known the last bytes are handed out only if the hash
 * holds; where it is not, the end of the stream is. Closing it leaves the wire open.
 */
final class HashedInput extends InputStream {
    private final InputStream wire;
    private final byte[] expected;
    private final MessageDigest digest = Crypto.sha256();
    private long left;
    private boolean verified;

    HashedInput(InputStream wire, String sha256, OptionalLong length) {
        this.wire = wire;
        this.expected = HexFormat.of().parseHex(sha256);
        this.left = length.orElse(Long.MAX_VALUE);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        int n = wire.read(bytes, offset, length);
        if (n > 0) {
            digest.update(bytes, offset, n);
            left -= n;
        }
        if (n < 0 || left <= 0) {
            verify(n > 0);
        }
        return n;
    }

    private void verify(boolean moreCame) {
        if (verified && !moreCame) {
            return;
        }
        // A wrong hash leaves the digest reset, so that asking again fails again; so do bytes beyond the length.
        if (verified || !MessageDigest.isEqual(digest.digest(), expected)) {
            throw new ContentMismatch(
                    Kind.PAYLOAD_SHA256,
                    "The provided 'x-amz-content-sha256' header does not match what was computed.");
        }
        verified = true;
    }
}
