package io.geckos.server.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.access.AccountUsers;
import io.geckos.access.DenialLog;
import io.geckos.access.ServiceAccessPolicy;
import io.geckos.access.store.UserDatabase;
import io.geckos.domain.name.Initiator;
import io.geckos.domain.name.Principal;
import io.geckos.domain.security.AccessControlList;
import io.geckos.domain.security.AccessRequest;
import io.geckos.domain.security.Account;
import io.geckos.domain.security.Authenticator.SignedRequest;
import io.geckos.domain.security.Identity;
import io.geckos.domain.security.KeyHolder;
import io.geckos.server.MemoryServer;
import io.geckos.server.MemoryServer.Reply;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator learns about requests that lacked a permission. */
class RefusalsApiTest {
    private static final Principal OWNER = new Principal("canonical", "owner");

    /** Facts about a request that no policy here asks for. */
    private record Facts(String requestId, String operation) implements AccessRequest.Context {
        @Override
        public String sourceAddress() {
            return "127.0.0.1";
        }

        @Override
        public boolean secureTransport() {
            return false;
        }

        @Override
        public Optional<String> tlsVersion() {
            return Optional.empty();
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<String> query(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<AccessControlList> objectAcl() {
            return Optional.empty();
        }

        @Override
        public Map<String, String> objectTags() {
            return Map.of();
        }

        @Override
        public Optional<String> externalId() {
            return Optional.empty();
        }

        @Override
        public Optional<Initiator> initiator() {
            return Optional.empty();
        }
    }

    /** The answer after a user without policies was refused. */
    static JsonObject ofUser(String key, String query) {
        DenialLog denials = new DenialLog(Clock.systemUTC());
        AccountUsers users = new AccountUsers(new Account(Account.FIRST, OWNER), () -> UserDatabase.EMPTY, false);
        ServiceAccessPolicy policy = new ServiceAccessPolicy(users, Clock.systemUTC(), denials);
        for (String name : List.of("backup", "other")) {
            Identity user = new Identity.Known(OWNER, "AKIA" + name, new KeyHolder.User("AIDA" + name, name));
            assertFalse(policy.decide(
                            user,
                            "s3:DeleteObject",
                            "arn:aws:s3:::backups/" + key,
                            new Facts("ID" + name, "DeleteObject"))
                    .allowed());
        }
        AdminRoutes routes = new AdminRoutes();
        new RefusalsApi(denials).route(routes, new AdminAccess("token", Optional.empty()));
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            parameters.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
        }
        AdminResponse answer = routes.answer(new AdminRequest(
                "/admin/v1/refusals",
                parameters,
                new SignedRequest("GET", "/admin/v1/refusals", query, Map.of("authorization", List.of("Bearer token"))),
                true));
        assertEquals(200, answer.status(), answer.body());
        return json(answer.body());
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }

    @Test
    void refusalsOfAUserAreChosenByName() {
        List<JsonObject> refusals =
                ofUser("a", "user=user/backup").getJsonArray("refusals").getValuesAs(JsonObject.class);
        assertEquals(1, refusals.size());
        assertEquals("IDbackup", refusals.getFirst().getString("request"));
        assertEquals("AKIAbackup", refusals.getFirst().getString("accessKey"));
        assertEquals(Account.FIRST, refusals.getFirst().getString("account"));
        assertEquals(
                "the user, role or account of the key is gone",
                refusals.getFirst().getJsonArray("denied").getJsonObject(0).getString("reason"));
        assertEquals(1, ofUser("a", "limit=1").getJsonArray("refusals").size());
    }

    @Test
    void keysOfStrangersStayOneText() {
        String key = "\"},{\n\0\u2028<script>é" + "x".repeat(2000);
        String resource = ofUser(key, "limit=1")
                .getJsonArray("refusals")
                .getJsonObject(0)
                .getJsonArray("denied")
                .getJsonObject(0)
                .getString("resource");
        assertTrue(("arn:aws:s3:::backups/" + key).startsWith(resource.substring(0, 1200)));
        assertEquals(1201, resource.length());
    }

    @Test
    void aRefusalIsFoundByTheIdThatTheClientGot() throws IOException {
        try (MemoryServer server = MemoryServer.start("AUTH_ENABLED", "true")) {
            Reply refused = server.s3("GET", "/bucket/a%22b");
            assertEquals(403, refused.status());
            Reply found = server.operator("GET", "/admin/v1/refusals/" + refused.header("x-amz-request-id"));
            assertEquals(200, found.status(), found.body());
            JsonObject refusal = json(found.body());
            assertEquals("anonymous", refusal.getString("user"));
            assertEquals("GetObject", refusal.getString("operation"));
            assertEquals(
                    Set.of("request", "time", "user", "operation", "denied", "more"), refusal.keySet(), found.body());
            JsonObject denial = refusal.getJsonArray("denied").getJsonObject(0);
            assertEquals("s3:GetObject", denial.getString("action"));
            assertEquals("arn:aws:s3:::bucket/a\"b", denial.getString("resource"));
            assertEquals("no policy allows it", denial.getString("reason"));
        }
    }

    @Test
    void onlyTheOperatorIsTold() throws IOException {
        try (MemoryServer server = MemoryServer.start("AUTH_ENABLED", "true")) {
            String id = server.s3("GET", "/bucket/a").header("x-amz-request-id");
            for (String path : List.of("/admin/v1/refusals", "/admin/v1/refusals/" + id)) {
                assertEquals(401, server.admin("GET", path).status());
                assertEquals(
                        401,
                        server.admin("GET", path, "Authorization: Bearer wrong").status());
            }
            assertEquals(404, server.operator("GET", "/admin/v1/refusals/0").status());
            assertEquals(
                    405, server.operator("DELETE", "/admin/v1/refusals/" + id).status());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "2001", "99999999999999999999", "1e3", "x"})
    void limitsOutsideTheRangeAreRefused(String limit) throws IOException {
        try (MemoryServer server = MemoryServer.start()) {
            Reply reply = server.operator("GET", "/admin/v1/refusals?limit=" + limit);
            assertEquals(400, reply.status());
            assertTrue(reply.body().contains("it must be 1 to 2000"), reply.body());
        }
    }
}
