package io.geckos.server.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.server.MemoryServer;
import io.geckos.server.MemoryServer.Reply;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accounts as operators make them, and as their roots use them. */
class AccountsApiTest {
    private static final String ALT = "210987654321:alt:ALTACCESSKEY:altsecretkey";

    private final MemoryServer server = MemoryServer.start(
            "AUTH_ENABLED",
            "true",
            "AUTH_ACCESS_KEY",
            "mainkey",
            "AUTH_SECRET_KEY",
            "mainsecret",
            "AUTH_ACCOUNTS",
            ALT);

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonObject admin(int status, String method, String path) throws IOException {
        Reply reply = server.operator(method, "/admin/v1/" + path);
        assertEquals(status, reply.status(), reply.body());
        return Json.createReader(new StringReader(reply.body())).readObject();
    }

    private JsonObject tenant() throws IOException {
        return admin(201, "POST", "accounts?name=tenant");
    }

    /** The status of a request with a presigned URL of Version 2. */
    private int s3(JsonObject key, String method, String path) throws Exception {
        return s3(key.getString("accessKey"), key.getString("secretKey"), method, path);
    }

    private int s3(String key, String secret, String method, String path) throws IOException, GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA1"));
        String text = method + "\n\n\n2000000000\n" + path;
        String signature = Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        return server.s3(
                        method,
                        path + "?AWSAccessKeyId=" + key + "&Expires=2000000000&Signature="
                                + URLEncoder.encode(signature, UTF_8),
                        "Content-Length: 0")
                .status();
    }

    @Test
    void anAccountIsMadeAndItsSecretIsShownOnce() throws Exception {
        JsonObject made = tenant();
        String number = made.getString("account");
        assertEquals("tenant", made.getString("name"));
        assertTrue(made.getString("canonicalId").endsWith(number));
        JsonObject shown = admin(200, "GET", "accounts/" + number);
        assertEquals(
                "[\"" + made.getString("accessKey") + "\"]",
                shown.getJsonArray("accessKeys").toString());
        String all = admin(200, "GET", "accounts").toString();
        assertTrue(all.contains(number) && all.contains("000000000000") && all.contains("ALTACCESSKEY"), all);
        assertFalse(all.contains(made.getString("secretKey")) || all.contains("altsecretkey"), all);
        assertEquals(200, s3(made, "PUT", "/theirs"));
        assertEquals(200, s3("ALTACCESSKEY", "altsecretkey", "PUT", "/alts"));
        assertEquals(409, s3("ALTACCESSKEY", "altsecretkey", "PUT", "/theirs"));
        assertEquals(403, s3("mainkey", "mainsecret", "GET", "/theirs"));
        assertEquals(200, s3(made, "GET", "/theirs"));
    }

    @Test
    void anAccountWithBucketsIsNotDeleted() throws Exception {
        JsonObject made = tenant();
        String number = made.getString("account");
        assertEquals(200, s3(made, "PUT", "/theirs"));
        assertTrue(admin(409, "DELETE", "accounts/" + number).getString("error").contains("theirs"));
        assertEquals(200, s3(made, "GET", "/theirs"));
        assertEquals(204, s3(made, "DELETE", "/theirs"));
        JsonObject rest = admin(200, "DELETE", "accounts/" + number);
        assertEquals(2, rest.getJsonArray("accounts").size());
        assertEquals(403, s3(made, "PUT", "/theirs"));
        admin(404, "GET", "accounts/" + number);
    }

    @Test
    void aRootGetsANewKeyBeforeTheOldOneGoes() throws Exception {
        JsonObject made = tenant();
        String keys = "accounts/" + made.getString("account") + "/keys";
        JsonObject second = admin(201, "POST", keys);
        admin(409, "POST", keys);
        assertEquals(200, s3(second, "PUT", "/theirs"));
        admin(200, "DELETE", keys + "/" + made.getString("accessKey"));
        assertEquals(403, s3(made, "GET", "/theirs"));
        assertEquals(200, s3(second, "GET", "/theirs"));
    }

    @ParameterizedTest
    @CsvSource({
        "POST,   accounts,                              400",
        "POST,   accounts?name=,                        400",
        "POST,   accounts?name=a%20b,                   400",
        "POST,   accounts?name=a&account=1,             400",
        "POST,   accounts?name=a&account=000000000000,  400",
        "POST,   accounts?name=alt,                     409",
        "POST,   accounts?name=geckos3,                 409",
        "POST,   accounts?name=a&account=210987654321,  409",
        "POST,   accounts?name=a&quota=5,               400",
        "GET,    accounts/123,                          404",
        "DELETE, accounts/123456789012,                 404",
        "DELETE, accounts/000000000000,                 400",
        "DELETE, accounts/210987654321,                 400",
        "POST,   accounts/210987654321/keys,            400",
        "POST,   accounts/123456789012/keys,            404",
        "DELETE, accounts/210987654321/keys/ALTACCESSKEY, 400",
        "PUT,    accounts,                              405",
        "GET,    quotas/accounts/123456789012,          404",
    })
    void whatCannotBeIsRefused(String method, String path, int status) throws IOException {
        assertFalse(admin(status, method, path).getString("error").isEmpty());
        assertEquals(2, admin(200, "GET", "accounts").getJsonArray("accounts").size());
    }

    @Test
    void nobodyWithoutTheTokenMakesAccounts() throws IOException {
        assertEquals(401, server.admin("POST", "/admin/v1/accounts?name=evil").status());
        assertEquals(2, admin(200, "GET", "accounts").getJsonArray("accounts").size());
    }

    @Test
    void eachAccountHasAQuotaOfItsOwn() throws Exception {
        JsonObject made = tenant();
        String number = made.getString("account");
        JsonObject quota = admin(200, "PUT", "quotas/accounts/" + number + "?objects=1");
        assertEquals(number, quota.getString("account"));
        assertEquals(200, s3(made, "PUT", "/theirs"));
        assertEquals(200, s3("mainkey", "mainsecret", "PUT", "/mains"));
        assertEquals(200, s3(made, "PUT", "/theirs/one"));
        assertEquals(403, s3(made, "PUT", "/theirs/two"));
        assertEquals(200, s3("mainkey", "mainsecret", "PUT", "/mains/one"));
        assertEquals(200, s3("mainkey", "mainsecret", "PUT", "/mains/two"));
        assertEquals(
                1, admin(200, "GET", "accounts/" + number).getJsonObject("used").getInt("objects"));
        assertFalse(admin(200, "GET", "quotas/account").getJsonObject("quota").containsKey("objects"));
        admin(200, "DELETE", "quotas/accounts/" + number);
        assertEquals(200, s3(made, "PUT", "/theirs/two"));
    }
}
