package io.geckos.auth.payload;

import io.geckos.auth.signature.SignatureClaim;
import io.geckos.auth.signature.SignatureHashes;
import io.geckos.auth.signature.SigningKey;
import io.geckos.domain.error.StorageException.ContentMismatch;
import io.geckos.domain.error.StorageException.ContentMismatch.Kind;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Verifies the signatures of the chunks of a payload. They are a chain: each signature covers the one before it, and
 * the first covers the signature of the request.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">Chunked upload</a>
 */
public final class ChunkSignatureChain implements ChunkVerifier {
    private static final String NOTHING = SignatureHashes.sha256Hex("");

    private final SigningKey key;
    private final String prefix;
    private final MessageDigest digest = SignatureHashes.sha256();
    private String previous;

    public ChunkSignatureChain(SigningKey key, SignatureClaim claim) {
        this.key = key;
        this.prefix = claim.time().signed() + "\n" + claim.scope().scopeText() + "\n";
        this.previous = claim.signature();
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
    }

    @Override
    public void endOfChunk(String signature) {
        String hash = HexFormat.of().formatHex(digest.digest());
        String text = "AWS4-HMAC-SHA256-PAYLOAD\n" + prefix + previous + "\n" + NOTHING + "\n" + hash;
        verify(text, signature, Kind.CHUNK_SIGNATURE);
    }

    @Override
    public void endOfTrailer(String trailer, String signature) {
        String text = "AWS4-HMAC-SHA256-TRAILER\n" + prefix + previous + "\n" + SignatureHashes.sha256Hex(trailer);
        verify(text, signature, Kind.TRAILER_SIGNATURE);
    }

    private void verify(String text, String signature, Kind kind) {
        if (!key.isSignature(text, signature)) {
            throw new ContentMismatch(kind, "The signature we calculated does not match the signature you provided.");
        }
        previous = signature;
    }
}
