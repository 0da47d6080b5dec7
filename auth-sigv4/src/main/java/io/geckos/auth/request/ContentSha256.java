package io.geckos.auth.request;

import io.geckos.domain.security.AuthenticationException;
import io.geckos.domain.security.AuthenticationException.Reason;
import java.util.HexFormat;
import java.util.Optional;

/** What {@code x-amz-content-sha256} says of a payload: its hash, or how it is framed. */
public sealed interface ContentSha256 {
    String HEADER = "x-amz-content-sha256";
    String DECODED_LENGTH = "x-amz-decoded-content-length";
    String UNSIGNED = "UNSIGNED-PAYLOAD";

    /** The bytes as they are. */
    record Unsigned() implements ContentSha256 {}

    /** The bytes as they are, with this hash. */
    record Hash(String hex) implements ContentSha256 {}

    /** Chunks, each signed if {@code signed}, and trailing headers after them if {@code trailer}. */
    record Chunked(boolean signed, boolean trailer) implements ContentSha256 {}

    /** Whether the chunks carry signatures, which only a signed request can start. */
    default boolean hasSignedChunks() {
        return this instanceof Chunked chunked && chunked.signed();
    }

    /**
     * Reads a value.
     *
     * @throws AuthenticationException if it is none of those known
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

    /** What one request says of its payload. One that says nothing may still frame it, as anonymous clients do. */
    static ContentSha256 of(SignedRequestHeaders headers, CanonicalQuery query) {
        return find(headers, query).map(ContentSha256::parse).orElseGet(() -> {
            boolean framed = headers.list("content-encoding").contains("aws-chunked")
                    && headers.single(DECODED_LENGTH).isPresent();
            return framed ? new Chunked(false, true) : new Unsigned();
        });
    }

    /** The value of one request: a presigned URL may carry the header as a parameter. */
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
