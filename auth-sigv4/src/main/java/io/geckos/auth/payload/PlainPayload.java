package io.geckos.auth.payload;

import io.geckos.domain.security.Authenticator.PayloadDecoder;
import java.io.InputStream;
import java.util.Map;
import java.util.OptionalLong;

/** A payload without framing, signature or hash. Its bytes are passed on unchecked. */
record PlainPayload() implements PayloadDecoder {
    @Override
    public OptionalLong decodedLength() {
        return OptionalLong.empty();
    }

    @Override
    public InputStream decode(InputStream wire) {
        return wire;
    }

    @Override
    public Map<String, String> trailers() {
        return Map.of();
    }
}
