package io.geckos.auth;

import io.geckos.auth.payload.ChunkCheck;
import io.geckos.auth.payload.Payloads;
import io.geckos.auth.request.ContentSha256;
import io.geckos.auth.request.Headers;
import io.geckos.auth.request.Query;
import io.geckos.domain.Authenticator;
import io.geckos.domain.Identity;
import java.util.Map;

/** Takes every request for anonymous and looks at no credentials; payloads are decoded as ever. */
public final class OpenAuthenticator implements Authenticator {
    /** Makes one. */
    public OpenAuthenticator() {}

    @Override
    public Authentication authenticate(SignedRequest request) {
        Headers headers = new Headers(request.headers());
        ContentSha256 type = ContentSha256.of(headers, Query.parse(request.rawQuery()));
        return new Authentication(Identity.ANONYMOUS, Payloads.decoder(type, headers, ChunkCheck.NONE));
    }

    @Override
    public Identity authenticateForm(Map<String, String> fields) {
        return Identity.ANONYMOUS;
    }
}
