package io.geckos.auth.payload;

import io.geckos.domain.security.Authenticator.PayloadDecoder;
import java.io.InputStream;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A payload without framing whose SHA-256 was signed.
 *
 * @param length the {@code Content-Length}, if there is one
 */
record HashedPayload(String sha256, OptionalLong length) implements PayloadDecoder {
    @Override
    public OptionalLong decodedLength() {
        return OptionalLong.empty();
    }

    @Override
    public InputStream decode(InputStream wire) {
        return new HashedInputStream(wire, sha256, length);
    }

    @Override
    public Map<String, String> trailers() {
        return Map.of();
    }
}
