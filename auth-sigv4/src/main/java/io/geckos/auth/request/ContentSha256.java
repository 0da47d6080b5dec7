package io.geckos.auth.request;

import io.geckos.domain.security.AuthenticationException;
import io.geckos.domain.security.AuthenticationException.Reason;
import java.util.HexFormat;
import java.util.Optional;

/** The meaning of an {@code x-amz-content-sha256} header: the hash of the payload, no hash, or chunks. */
public sealed interface ContentSha256 {
    String HEADER = "x-amz-content-sha256";
    String DECODED_LENGTH = "x-amz-decoded-content-length";
    String UNSIGNED = "UNSIGNED-PAYLOAD";

    /** A plain payload without a hash. */
    record Unsigned() implements ContentSha256 {}

    /** A plain payload with this hash. */
    record Hash(String hex) implements ContentSha256 {}

    /**
     * A payload in chunks. With {@code signed} each chunk is signed; with {@code trailer} headers follow the last one.
     */
    record Chunked(boolean signed, boolean trailer) implements ContentSha256 {}

    /** Whether the chunks are signed. Only a request that is signed itself can have signed chunks. */
    default boolean hasSignedChunks() {
        return this instanceof Chunked chunked && chunked.signed();
    }

    /**
     * Parses the value of the header.
     *
     * @throws AuthenticationException if the value is unknown
     */
    static ContentSha256 parse(String value) {
        return switch (value) {
            case UNSIGNED -> new Unsigned();
            case "STREAMING-UNSIGNED-PAYLOAD-TRAILER" -> new Chunked(false, true);
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" -> new Chunked(true, false);
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" -> new Chunked(true, true);
            default -> hash(value);
        };
    }

    /**
     * The kind of one request's payload. Without the header the payload may still be in chunks; anonymous clients send
     * it so.
     */
    static ContentSha256 of(SignedRequestHeaders headers, CanonicalQuery query) {
        return find(headers, query).map(ContentSha256::parse).orElseGet(() -> {
            boolean framed = headers.list("content-encoding").contains("aws-chunked")
                    && headers.single(DECODED_LENGTH).isPresent();
            return framed ? new Chunked(false, true) : new Unsigned();
        });
    }

    /** The value in one request. A presigned URL may carry it as a parameter instead of a header. */
    static Optional<String> find(SignedRequestHeaders headers, CanonicalQuery query) {
        Optional<String> header = headers.single(HEADER);
        Optional<String> parameter = query.get("X-Amz-Content-Sha256");
        if (header.isPresent() && parameter.isPresent() && !header.equals(parameter)) {
            throw new AuthenticationException(
                    Reason.INVALID_REQUEST, "The " + HEADER + " header and the parameter of that name differ.");
        }
        return header.or(() -> parameter);
    }

    private static Hash hash(String value) {
        if (value.length() != 64 || !value.chars().allMatch(HexFormat::isHexDigit)) {
            throw AuthenticationErrors.invalidArgument(
                    HEADER + " must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER,"
                            + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or"
                            + " a valid sha256 value.",
                    HEADER,
                    value);
        }
        return new Hash(value);
    }
}
