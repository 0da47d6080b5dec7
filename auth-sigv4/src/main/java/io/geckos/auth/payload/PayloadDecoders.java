package io.geckos.auth.payload;

import io.geckos.auth.request.AuthenticationErrors;
import io.geckos.auth.request.ContentSha256;
import io.geckos.auth.request.SignedRequestHeaders;
import io.geckos.auth.signature.SignatureHashes;
import io.geckos.domain.error.StorageException.ContentMismatch;
import io.geckos.domain.security.AuthenticationException;
import io.geckos.domain.security.AuthenticationException.Reason;
import io.geckos.domain.security.Authenticator.PayloadDecoder;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/** Chooses the decoder of a request's payload. */
public final class PayloadDecoders {
    /**
     * Methods whose requests have no body unless a header gives a length. For all other methods S3 requires a length.
     */
    private static final Set<String> BODILESS = Set.of("GET", "HEAD", "DELETE");

    private PayloadDecoders() {}

    /**
     * The decoder for a request with these headers; {@code check} verifies signed chunks.
     *
     * @throws AuthenticationException if the headers contradict {@code type}, or lack what it needs
     */
    public static PayloadDecoder decoder(ContentSha256 type, SignedRequestHeaders headers, ChunkVerifier check) {
        if (!(type instanceof ContentSha256.Chunked)
                && !headers.list(ChunkedPayload.TRAILER).isEmpty()) {
            throw new AuthenticationException(
                    Reason.INVALID_REQUEST,
                    "The " + ChunkedPayload.TRAILER + " header needs a payload in chunks, which " + ContentSha256.HEADER
                            + " does not announce.");
        }
        if (type instanceof ContentSha256.Unsigned
                && headers.single(ContentSha256.HEADER).isPresent()
                && headers.list("content-encoding").contains("aws-chunked")) {
            throw AuthenticationErrors.invalidArgument(
                    "aws-chunked encoding is not supported when " + ContentSha256.HEADER + " UNSIGNED-PAYLOAD is"
                            + " supplied.",
                    "Content-Encoding",
                    "aws-chunked");
        }
        return switch (type) {
            case ContentSha256.Unsigned() -> new PlainPayload();
            case ContentSha256.Hash(String hex) -> new HashedPayload(hex, contentLength(headers));
            case ContentSha256.Chunked chunked -> new ChunkedPayload(chunked, check, headers);
        };
    }

    /**
     * Verifies the hash of a request without a body, because no operation may ever read that body.
     *
     * @throws ContentMismatch if there is no body, and the hash is not that of zero bytes
     */
    public static void checkAbsence(String method, ContentSha256 type, SignedRequestHeaders headers) {
        boolean none = headers.single("content-length").map("0"::equals).orElse(BODILESS.contains(method))
                && headers.single("transfer-encoding").isEmpty();
        if (none
                && type instanceof ContentSha256.Hash(String hex)
                && !hex.equalsIgnoreCase(SignatureHashes.SHA256_OF_NOTHING)) {
            throw new ContentMismatch(ContentMismatch.Kind.PAYLOAD_SHA256, "the hash is not that of nothing")
                    .addDigests(hex.toLowerCase(Locale.ROOT), SignatureHashes.SHA256_OF_NOTHING);
        }
    }

    /** The HTTP server has checked the header already. A value that is still not a number counts as no length. */
    private static OptionalLong contentLength(SignedRequestHeaders headers) {
        return headers.single("content-length").stream()
                .filter(text -> text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9'))
                .filter(text -> !text.isEmpty())
                .mapToLong(Long::parseLong)
                .findFirst();
    }
}
