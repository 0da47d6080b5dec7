package io.geckos.auth;

import io.geckos.domain.AuthenticationException;
import io.geckos.domain.AuthenticationException.Reason;
import io.geckos.domain.Authenticator.PayloadDecoder;
import java.util.OptionalLong;

/** Chooses how a payload is read. */
final class Payloads {
    private Payloads() {}

    /**
     * A decoder for a request with these headers; {@code check} vouches for signed chunks.
     *
     * @throws AuthenticationException if the headers contradict {@code type}, or lack what it needs
     */
    static PayloadDecoder decoder(ContentSha256 type, Headers headers, ChunkCheck check) {
        if (!(type instanceof ContentSha256.Chunked)
                && !headers.list(ChunkedPayload.TRAILER).isEmpty()) {
            throw new AuthenticationException(
                    Reason.INVALID_REQUEST,
                    "The " + ChunkedPayload.TRAILER + " header needs a payload in chunks, which " + ContentSha256.HEADER
                            + " does not announce.");
        }
        return switch (type) {
            case ContentSha256.Unsigned() -> new PlainPayload();
            case ContentSha256.Hash(String hex) -> new HashedPayload(hex, contentLength(headers));
            case ContentSha256.Chunked chunked -> new ChunkedPayload(chunked, check, headers);
        };
    }

    /** The server has checked the header already; one it let pass and that is no number tells no length. */
    private static OptionalLong contentLength(Headers headers) {
        return headers.single("content-length").stream()
                .filter(text -> text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9'))
                .filter(text -> !text.isEmpty())
                .mapToLong(Long::parseLong)
                .findFirst();
    }
}
