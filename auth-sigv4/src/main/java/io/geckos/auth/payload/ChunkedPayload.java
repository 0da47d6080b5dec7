package io.geckos.auth.payload;

import io.geckos.auth.request.AuthenticationErrors;
import io.geckos.auth.request.ContentSha256;
import io.geckos.auth.request.SignedRequestHeaders;
import io.geckos.domain.security.AuthenticationException;
import io.geckos.domain.security.AuthenticationException.Reason;
import io.geckos.domain.security.Authenticator.PayloadDecoder;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A payload in chunks, as {@code Content-Encoding: aws-chunked} frames it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">Chunked upload</a>
 */
public final class ChunkedPayload implements PayloadDecoder {
    static final String TRAILER = "x-amz-trailer";

    private final ContentSha256.Chunked type;
    private final ChunkVerifier check;
    private final long length;
    private final Set<String> announced;
    private Map<String, String> trailers = Map.of();

    /**
     * Makes the decoder of a request with these headers.
     *
     * @throws AuthenticationException if the headers do not give the decoded length
     */
    public ChunkedPayload(ContentSha256.Chunked type, ChunkVerifier check, SignedRequestHeaders headers) {
        this.type = type;
        this.check = check;
        this.length = length(headers);
        this.announced = new HashSet<>(headers.list(TRAILER));
    }

    private static long length(SignedRequestHeaders headers) {
        String text = headers.single(ContentSha256.DECODED_LENGTH)
                .orElseThrow(() -> new AuthenticationException(
                        Reason.MISSING_CONTENT_LENGTH, "You must provide the Content-Length HTTP header."));
        // Eighteen digits cannot overflow, and a sign is refused.
        if (text.isEmpty() || text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw AuthenticationErrors.invalidArgument(
                    ContentSha256.DECODED_LENGTH + " must be a number of bytes.", ContentSha256.DECODED_LENGTH, text);
        }
        return Long.parseLong(text);
    }

    boolean signed() {
        return type.signed();
    }

    boolean trailer() {
        return type.trailer();
    }

    long length() {
        return length;
    }

    Set<String> announced() {
        return announced;
    }

    ChunkVerifier check() {
        return check;
    }

    @Override
    public OptionalLong decodedLength() {
        return OptionalLong.of(length);
    }

    @Override
    public InputStream decode(InputStream wire) {
        return new ChunkedInputStream(wire, this, found -> trailers = Map.copyOf(found));
    }

    @Override
    public Map<String, String> trailers() {
        return trailers;
    }
}
