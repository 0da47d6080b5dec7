package io.geckos.auth;

import io.geckos.auth.credentials.AuthorizationHeader;
import io.geckos.auth.credentials.CanonicalRequest;
import io.geckos.auth.credentials.PresignedQuery;
import io.geckos.auth.request.CanonicalQuery;
import io.geckos.auth.request.CredentialScope;
import io.geckos.auth.request.SignedRequestHeaders;
import io.geckos.auth.signature.SignatureClaim;
import io.geckos.auth.signature.SignatureHashes;
import io.geckos.auth.signature.SigningKey;
import io.geckos.auth.signature.SigningKeyCache;
import io.geckos.domain.name.Principal;
import io.geckos.domain.security.Authenticator.SignedRequest;
import io.geckos.domain.security.CredentialStore;
import io.geckos.domain.security.CredentialStore.Credential;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Requests signed as clients sign them, at a time that stands still. */
final class Signing {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    static final String TIME = "20260102T030405Z";

    private static final Credential CREDENTIAL =
            new Credential(new Principal("owner", "owner"), "AKIDEXAMPLE", "secret-of-the-example");
    static final CredentialStore CREDENTIALS =
            id -> Optional.of(CREDENTIAL).filter(known -> known.accessKeyId().equals(id));
    static final CredentialScope SCOPE = new CredentialScope("AKIDEXAMPLE", "20260102", "us-east-1");
    static final SigningKey KEY = new SigningKeyCache().get(CREDENTIAL, SCOPE);

    private static final String PATH = "/photos/2024/summer%20holiday/cat%2Bdog.jpg";
    private static final String UNSIGNED = "0".repeat(64);

    private Signing() {}

    static String sign(String text) {
        return HexFormat.of().formatHex(KEY.sign(text));
    }

    /** A GET that is signed in its header, with the headers that SDKs send. */
    static SignedRequest byHeader() {
        Map<String, List<String>> headers = new HashMap<>(headers());
        headers.put("x-amz-date", List.of(TIME));
        headers.put("x-amz-content-sha256", List.of(SignatureHashes.SHA256_OF_NOTHING));
        String begin = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/" + SCOPE.signed()
                + ", SignedHeaders=amz-sdk-invocation-id;amz-sdk-request;host;x-amz-content-sha256;x-amz-date, Signature=";
        headers.put("authorization", List.of(begin + UNSIGNED));
        SignedRequest request = new SignedRequest("GET", PATH, "", headers);
        SignatureClaim claim = AuthorizationHeader.parse(
                begin + UNSIGNED, new SignedRequestHeaders(headers), Optional.empty(), CLOCK.instant());
        String canonical = CanonicalRequest.of(request, CanonicalQuery.parse(""), claim);
        headers.put(
                "authorization",
                List.of(begin + sign(claim.over(canonical).texts().getFirst())));
        return request;
    }

    /** A GET by a presigned URL. */
    static SignedRequest byQuery() {
        String query =
                "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20260102%2Fus-east-1%2Fs3%2Faws4_request"
                        + "&X-Amz-Date=" + TIME + "&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature=";
        SignedRequest unsigned = new SignedRequest("GET", PATH, query + UNSIGNED, headers());
        CanonicalQuery parsed = CanonicalQuery.parse(query + UNSIGNED);
        SignatureClaim claim =
                PresignedQuery.parse(parsed, new SignedRequestHeaders(headers()), Optional.empty(), CLOCK.instant());
        String signature = sign(
                claim.over(CanonicalRequest.of(unsigned, parsed, claim)).texts().getFirst());
        return new SignedRequest("GET", PATH, query + signature, headers());
    }

    private static Map<String, List<String>> headers() {
        return Map.of(
                "host", List.of("127.0.0.1:9000"),
                "user-agent", List.of("aws-sdk-java/2.57.8 ua/2.1 os/Linux lang/java#25 md/vendor#example"),
                "amz-sdk-invocation-id", List.of("3a4c2f0e-9a3f-4f0e-8f9c-1b2d3c4e5f60"),
                "amz-sdk-request", List.of("attempt=1; max=3"),
                "connection", List.of("Keep-Alive"));
    }
}
