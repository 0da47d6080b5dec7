package io.geckos.auth;

import io.geckos.auth.request.CredentialScope;
import io.geckos.auth.signature.SigningKey;
import io.geckos.auth.signature.SigningKeyCache;
import io.geckos.domain.name.Principal;
import io.geckos.domain.security.Authenticator.SignedRequest;
import io.geckos.domain.security.CredentialStore;
import io.geckos.domain.security.CredentialStore.Credential;
import io.geckos.signer.RequestToSign;
import io.geckos.signer.V4Signer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Requests signed as clients sign them, at a time that stands still. */
final class Signing {
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final String TIME = V4Signer.formatTime(NOW);

    private static final String ID = "AKIDEXAMPLE";
    private static final String SECRET = "secret-of-the-example";
    private static final Credential CREDENTIAL = new Credential(new Principal("owner", "owner"), ID, SECRET);
    static final CredentialStore CREDENTIALS =
            id -> Optional.of(CREDENTIAL).filter(known -> known.accessKeyId().equals(id));
    static final CredentialScope SCOPE = new CredentialScope(ID, "20260102", "us-east-1");
    static final SigningKey KEY = new SigningKeyCache().get(CREDENTIAL, SCOPE);
    static final V4Signer SIGNER = new V4Signer(ID, SECRET, "us-east-1", "s3");

    private static final String HOST = "127.0.0.1:9000";
    private static final String PATH = "/photos/2024/summer%20holiday/cat%2Bdog.jpg";

    private Signing() {}

    /** A GET that is signed in its header, with the headers that SDKs send. */
    static SignedRequest byHeader() {
        String payload = V4Signer.sha256(new byte[0]);
        Map<String, List<String>> headers = new HashMap<>(headers());
        headers.put("x-amz-date", List.of(TIME));
        headers.put("x-amz-content-sha256", List.of(payload));
        SortedMap<String, String> signed = new TreeMap<>();
        headers.forEach((name, values) -> signed.put(name, values.getFirst()));
        signed.keySet().removeAll(List.of("user-agent", "connection"));
        RequestToSign parts = new RequestToSign("GET", PATH, "", signed, payload);
        headers.put("authorization", List.of(SIGNER.authorization(parts, NOW)));
        return new SignedRequest("GET", PATH, "", headers);
    }

    /** A GET by a presigned URL. */
    static SignedRequest byQuery() {
        SortedMap<String, String> host = new TreeMap<>(Map.of("host", HOST));
        RequestToSign parts = new RequestToSign("GET", PATH, "", host, V4Signer.UNSIGNED_PAYLOAD);
        return new SignedRequest("GET", PATH, SIGNER.presign(parts, "3600", NOW), headers());
    }

    private static Map<String, List<String>> headers() {
        return Map.of(
                "host", List.of(HOST),
                "user-agent", List.of("aws-sdk-java/2.57.8 ua/2.1 os/Linux lang/java#25 md/vendor#example"),
                "amz-sdk-invocation-id", List.of("3a4c2f0e-9a3f-4f0e-8f9c-1b2d3c4e5f60"),
                "amz-sdk-request", List.of("attempt=1; max=3"),
                "connection", List.of("Keep-Alive"));
    }
}
