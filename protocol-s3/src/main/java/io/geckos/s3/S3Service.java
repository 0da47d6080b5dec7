package io.geckos.s3;

import io.geckos.domain.AccessPolicy;
import io.geckos.domain.Authenticator;
import io.geckos.domain.Storage;
import java.util.Map;
import java.util.Optional;

/** The one way a request goes. Safe for many threads. */
public final class S3Service {
    /** Wires the protocol to its ports. */
    public S3Service(S3Settings settings, Authenticator authenticator, AccessPolicy policy, Storage storage) {}

    /** Answers a request; every failure is an answer too, so nothing is thrown. */
    public S3Response handle(S3Request request) {
        S3Response.Facts facts =
                new S3Response.Facts(Optional.empty(), Optional.empty(), Optional.of("NotImplemented"));
        return new S3Response(501, Map.of(), new S3Response.Body.Empty(), facts);
    }
}
