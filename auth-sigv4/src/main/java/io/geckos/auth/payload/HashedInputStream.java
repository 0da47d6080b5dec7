package io.geckos.auth.payload;

import io.geckos.auth.signature.SignatureHashes;
import io.geckos.domain.error.StorageException.ContentMismatch;
import io.geckos.domain.error.StorageException.ContentMismatch.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.OptionalLong;

/**
 * Hashes a body while it is read, and compares the hash at the end. If the length is known, the last bytes are returned
 * only if the hash matches. If it is not known, the stream ends only if the hash matches.
 */
final class HashedInputStream extends VerifiedInputStream {
    private final InputStream wire;
    private final byte[] expected;
    private final MessageDigest digest = SignatureHashes.sha256();
    private long left;
    private boolean verified;

    HashedInputStream(InputStream wire, String sha256, OptionalLong length) {
        this.wire = wire;
        this.expected = HexFormat.of().parseHex(sha256);
        this.left = length.orElse(Long.MAX_VALUE);
    }

    @Override
    int fill(byte[] bytes, int offset, int length) throws IOException {
        int n = wire.read(bytes, offset, length);
        if (n > 0) {
            digest.update(bytes, offset, n);
            left -= n;
        }
        if (left < 0) {
            throw new ContentMismatch(Kind.LENGTH, "more bytes came than Content-Length announced");
        }
        if (!verified && (n < 0 || left == 0)) {
            verify();
        }
        return n;
    }

    private void verify() {
        byte[] computed = digest.digest();
        if (!MessageDigest.isEqual(computed, expected)) {
            HexFormat hex = HexFormat.of();
            throw new ContentMismatch(
                            Kind.PAYLOAD_SHA256,
                            "The provided 'x-amz-content-sha256' header does not match what was computed.")
                    .addDigests(hex.formatHex(expected), hex.formatHex(computed));
        }
        verified = true;
    }
}
