package io.geckos.server.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.name.Principal;
import io.geckos.domain.security.Account;
import io.geckos.domain.security.AuthenticationException;
import io.geckos.domain.security.AuthenticationException.Reason;
import io.geckos.domain.security.Authenticator.SignedRequest;
import io.geckos.domain.security.Identity;
import io.geckos.domain.security.KeyHolder;
import io.geckos.domain.security.ServiceAuthenticator;
import io.geckos.server.MemoryServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whom the admin API answers. */
class AdminAccessTest {
    private static final Principal OWNER = new Principal("0123", "owner");
    private static final Account TENANT = Account.further("000000000001", "tenant");
    private static final KeyHolder ALICE = new KeyHolder.User("AIDA", "alice");
    private static final String SIGNATURE = "AWS4-HMAC-SHA256 Credential=";

    /** Takes every signature of service {@code admin} whose key has no {@code wrong} in it; {@code root} is root. */
    private static Identity authenticate(SignedRequest request, byte[] body, String service) {
        String key = request.headers()
                .getOrDefault("authorization", List.of(SIGNATURE))
                .getFirst()
                .substring(SIGNATURE.length());
        assertEquals(0, body.length);
        if (!service.equals("admin") || key.contains("wrong")) {
            throw new AuthenticationException(Reason.SIGNATURE_MISMATCH, "The signature does not match.");
        }
        return new Identity.Known(
                key.equals("tenant") ? TENANT.owner() : OWNER,
                key,
                switch (key) {
                    case "root", "tenant" -> KeyHolder.ROOT;
                    case "session" -> new KeyHolder.Federated(KeyHolder.ROOT, "guest");
                    default -> ALICE;
                });
    }

    private static AdminResponse ask(String token, Optional<ServiceAuthenticator> signatures, String authorization) {
        SignedRequest head = new SignedRequest("GET", "/x", "", Map.of("authorization", List.of(authorization)));
        return new AdminAccess(token, signatures)
                .guard(_ -> AdminResponse.text(200, "done"))
                .answer(new AdminRequest("/x", Map.of(), head, true));
    }

    private static int signed(String key) {
        return ask("", Optional.of(AdminAccessTest::authenticate), SIGNATURE + key)
                .status();
    }

    @Test
    void rootSignsWithoutToken() {
        assertEquals(200, signed("root"));
        assertEquals(403, signed("alice"));
        assertEquals(403, signed("session"));
        assertEquals(403, signed("tenant"), "root of another account");
        assertEquals(401, signed("wrong"));
    }

    @Test
    void tokenCountsBesideSignatures() {
        Optional<ServiceAuthenticator> signatures = Optional.of(AdminAccessTest::authenticate);
        assertEquals(200, ask("right", signatures, "Bearer right").status());
        assertEquals(401, ask("right", signatures, "Bearer wrong").status());
        assertEquals(401, ask("", signatures, "Bearer ").status());
        assertEquals(200, ask("right", signatures, SIGNATURE + "root").status());
    }

    @Test
    void signaturesDoNotCountWhereNobodyIsAuthenticated() {
        assertEquals(401, ask("right", Optional.empty(), SIGNATURE + "root").status());
        assertEquals(403, ask("", Optional.empty(), SIGNATURE + "root").status());
    }

    /** Whoever knows the default secret, and that is everybody, would be root of the API. */
    @Test
    void defaultSecretDoesNotCountWhereOtherMachinesAsk() throws IOException {
        String authorization = "Authorization: " + SIGNATURE + "minioadmin/20260101/us-east-1/admin/aws4_request";
        try (MemoryServer here = MemoryServer.start("AUTH_ENABLED", "true", "ADMIN_TOKEN", "")) {
            assertFalse(
                    here.admin("GET", "/admin/v1/server", authorization).body().contains("is off"));
        }
        try (MemoryServer open =
                MemoryServer.start("AUTH_ENABLED", "true", "ADMIN_TOKEN", "", "ADMIN_LISTEN", "0.0.0.0:0")) {
            assertTrue(
                    open.admin("GET", "/admin/v1/server", authorization).body().contains("is off"));
        }
        try (MemoryServer own = MemoryServer.start(
                "AUTH_ENABLED",
                "true",
                "AUTH_SECRET_KEY",
                "its-own-secret",
                "ADMIN_TOKEN",
                "",
                "ADMIN_LISTEN",
                "0.0.0.0:0")) {
            assertFalse(
                    own.admin("GET", "/admin/v1/server", authorization).body().contains("is off"));
        }
    }
}
