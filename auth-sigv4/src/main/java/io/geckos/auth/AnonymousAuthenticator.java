package io.geckos.auth;

import io.geckos.auth.payload.ChunkVerifier;
import io.geckos.auth.payload.PayloadDecoders;
import io.geckos.auth.request.CanonicalQuery;
import io.geckos.auth.request.ContentSha256;
import io.geckos.auth.request.SignedRequestHeaders;
import io.geckos.domain.security.Authenticator;
import io.geckos.domain.security.Identity;
import java.util.Map;

/** Treats every request as anonymous and ignores its credentials. Payloads are decoded as usual. */
public final class AnonymousAuthenticator implements Authenticator {
    /** Makes one. */
    public AnonymousAuthenticator() {}

    @Override
    public Authentication authenticate(SignedRequest request) {
        SignedRequestHeaders headers = new SignedRequestHeaders(request.headers());
        ContentSha256 type = ContentSha256.of(headers, CanonicalQuery.parse(request.rawQuery()));
        return new Authentication(Identity.ANONYMOUS, PayloadDecoders.decoder(type, headers, ChunkVerifier.NONE));
    }

    @Override
    public Identity authenticateForm(Map<String, String> fields) {
        return Identity.ANONYMOUS;
    }
}
