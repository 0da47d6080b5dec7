package io.geckos.s3.access;

import static io.geckos.s3.testkit.CorsDocuments.allow;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.s3.HeldOperations;
import io.geckos.s3.api.S3Settings;
import io.geckos.s3.testkit.CorsDocuments;
import io.geckos.s3.testkit.FakeAuthenticator;
import io.geckos.s3.testkit.ServiceClient;
import io.geckos.s3.testkit.ServiceReply;
import io.geckos.s3.testkit.UntouchableStorage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers say to browsers of other origins, and what preflights are answered. */
@ExtendWith(HeldOperations.class)
public class CorsFilterTest {
    private static final String APP = "https://app.example.com";
    private static final String VARY = "Origin, Access-Control-Request-Headers, Access-Control-Request-Method";

    private final ServiceClient client = ServiceClient.withBucket();

    @Test
    void realAnswersSayWhatTheRuleAllows() {
        put(allow("https://*.example.com", "GET", "PUT")
                        + "<ExposeHeader>ETag</ExposeHeader><ExposeHeader>x-amz-id-2</ExposeHeader>"
                        + "<MaxAgeSeconds>3000</MaxAgeSeconds>")
                .requireStatus(200);
        ServiceReply missing = get(APP);
        assertEquals(404, missing.status());
        assertEquals(APP, missing.header("Access-Control-Allow-Origin"));
        assertEquals("GET, PUT", missing.header("Access-Control-Allow-Methods"));
        assertEquals("ETag, x-amz-id-2", missing.header("Access-Control-Expose-Headers"));
        assertEquals("3000", missing.header("Access-Control-Max-Age"));
        assertEquals("true", missing.header("Access-Control-Allow-Credentials"));
        assertEquals(VARY, missing.header("Vary"));
        assertEquals("", missing.header("Access-Control-Allow-Headers"));

        ServiceReply stored = client.send("PUT", "/bucket/key", "x".getBytes(UTF_8), "Origin", APP);
        assertEquals(APP, stored.requireStatus(200).header("Access-Control-Allow-Origin"));
        ServiceReply forged = client.send("PUT", "/bucket/key", "Origin", APP, "Authorization", "forged");
        assertEquals(APP, forged.requireStatus(403).header("Access-Control-Allow-Origin"));
        ServiceReply notAllowed = client.send("DELETE", "/bucket/key", "Origin", APP);
        assertEquals("", notAllowed.requireStatus(204).header("Access-Control-Allow-Origin"));
        assertEquals(VARY, notAllowed.header("Vary"));
    }

    /** What a cache keeps would be given to scripts of any origin, also once there are rules. */
    @Test
    void answersDependOnTheOriginAlsoWhereNoneIsNamed() {
        assertEquals(VARY, client.send("GET", "/bucket").header("Vary"));
        assertEquals(VARY, client.send("HEAD", "/bucket/missing").header("Vary"));
        put(allow(APP, "GET")).requireStatus(200);
        assertEquals(VARY, client.send("GET", "/bucket").header("Vary"));
        assertEquals(VARY, get("https://example.org").header("Vary"));
        assertEquals(VARY, preflight("https://example.org", "PUT", "").header("Vary"));
    }

    @Test
    void everybodysOriginIsAllowedWithoutCredentials() {
        put(allow("*", "GET")).requireStatus(200);
        ServiceReply reply = get("http://random:1234");
        assertEquals("*", reply.header("Access-Control-Allow-Origin"));
        assertEquals("", reply.header("Access-Control-Allow-Credentials"));
    }

    @ParameterizedTest
    @CsvSource({
        "*suffix,    foo.suffix,     true",
        "*suffix,    foo.suffix.get, false",
        "start*end,  startend,       true",
        "start*end,  start12end,     true",
        "start*end,  0start12end,    false",
        "prefix*,    prefix,         true",
        "prefix*,    bla.prefix,     false",
        "ab*ba,      aba,            false",
        "http://*.origin.com, http://test.origin.com,  true",
        "http://*.origin.com, http://test.origin.com/, false",
        "http://a.com,        http://A.com,            false",
    })
    void patternsOfOriginsHoldAtBothEnds(String pattern, String origin, boolean allowed) {
        put(allow(pattern, "GET")).requireStatus(200);
        assertEquals(allowed ? origin : "", get(origin).header("Access-Control-Allow-Origin"));
        assertEquals(allowed ? 200 : 403, preflight(origin, "GET", "").status());
    }

    @Test
    void theFirstRuleThatAllowsTheRequestIsObeyed() {
        put(allow("*suffix", "GET"), allow("*.put", "PUT"), allow("*", "PUT", "HEAD"))
                .requireStatus(200);
        assertEquals("PUT", preflight("foo.put", "PUT", "").header("Access-Control-Allow-Methods"));
        assertEquals("PUT, HEAD", preflight("other", "PUT", "").header("Access-Control-Allow-Methods"));
        assertEquals(403, preflight("other", "GET", "").status());
    }

    @Test
    void theMethodAskedForDecides() {
        put(allow(APP, "GET")).requireStatus(200);
        ServiceReply put = client.send("PUT", "/bucket/k", "Origin", APP, "Access-Control-Request-Method", "GET");
        assertEquals("GET", put.header("Access-Control-Allow-Methods"));
        ServiceReply get = client.send("GET", "/bucket/k", "Origin", APP, "Access-Control-Request-Method", "PUT");
        assertEquals("", get.header("Access-Control-Allow-Methods"));
    }

    @Test
    void headersAreAllowedByNameInAnyCase() {
        put(allow(APP, "PUT") + "<AllowedHeader>x-AMZ-*</AllowedHeader><AllowedHeader>content-type</AllowedHeader>")
                .requireStatus(200);
        ServiceReply allowed = preflight(APP, "PUT", "X-Amz-Meta-A,Content-Type, , x-amz-acl");
        assertEquals(
                "x-amz-meta-a, content-type, x-amz-acl",
                allowed.requireStatus(200).header("Access-Control-Allow-Headers"));
        assertEquals(403, preflight(APP, "PUT", "x-amz-acl, authorization").status());
        assertEquals("", preflight(APP, "PUT", "").requireStatus(200).header("Access-Control-Allow-Headers"));
    }

    @Test
    void preflightsNeedNoCredentialsAndLookAtNone() {
        put(allow(APP, "PUT")).requireStatus(200);
        int before = client.authenticator.calls();
        ServiceReply reply = client.sendAnonymously(
                "OPTIONS",
                "/bucket/key?X-Amz-Signature=of-the-put&partNumber=1&uploadId=u",
                "Origin",
                APP,
                "Authorization",
                "forged",
                "Access-Control-Request-Method",
                "PUT");
        assertEquals(200, reply.status());
        assertEquals(0, reply.bytes().length);
        assertEquals(APP, reply.header("Access-Control-Allow-Origin"));
        assertEquals("PUT", reply.header("Access-Control-Allow-Methods"));
        assertEquals(VARY, reply.header("Vary"));
        assertEquals(Optional.of("Preflight"), reply.facts().operation());
        assertEquals(before, client.authenticator.calls());
    }

    @Test
    void preflightsThatAreNotAllowedAreForbidden() {
        ServiceReply disabled = preflight(APP, "PUT", "");
        assertForbidden(disabled, "CORS is not enabled for this bucket.", "PUT", "BUCKET");
        assertForbidden(
                client.sendAnonymously("OPTIONS", "/nowhere/key", "Origin", APP),
                "Bucket not found",
                "OPTIONS",
                "BUCKET");
        put(allow(APP, "GET")).requireStatus(200);
        assertForbidden(
                preflight(APP, "PUT", ""),
                "This CORS request is not allowed. This is usually because the evalution of Origin, request method /"
                        + " Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the"
                        + " resource's CORS spec.",
                "PUT",
                "OBJECT");
        assertFalse(preflight(APP, "PUT", "").header("Content-Type").isEmpty());
    }

    private static void assertForbidden(ServiceReply reply, String reason, String method, String type) {
        assertEquals(403, reply.status());
        assertEquals("AccessForbidden", reply.error());
        assertEquals("CORSResponse: " + reason, reply.element("Message"));
        assertEquals(method, reply.element("Method"));
        assertEquals(type, reply.element("ResourceType"));
        assertEquals("", reply.header("Access-Control-Allow-Origin"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "http://a b", "http://\u00e9"})
    void aPreflightNeedsAnOrigin(String origin) {
        put(allow("*", "GET")).requireStatus(200);
        ServiceReply reply = preflight(origin, "GET", "");
        assertEquals(400, reply.status());
        assertEquals("BadRequest", reply.error());
        assertEquals("Insufficient information. Origin request header needed.", reply.element("Message"));
        ServiceReply real = get(origin);
        assertEquals("", real.header("Access-Control-Allow-Origin"));
    }

    @Test
    void aPreflightSaysWhatItAsksFor() {
        put(allow("*", "GET")).requireStatus(200);
        ServiceReply reply = client.sendAnonymously("OPTIONS", "/bucket", "Origin", APP);
        assertEquals("BadRequest", reply.error());
        assertEquals("Invalid Access-Control-Request-Method: null", reply.element("Message"));
        ServiceReply unheardOf = preflight(APP, "LOOK", "");
        assertEquals("BadRequest", unheardOf.error());
        assertEquals("Invalid Access-Control-Request-Method: LOOK", unheardOf.element("Message"));
    }

    @Test
    void theServerMayAllowOriginsEverywhere() {
        S3Settings settings = S3Settings.builder(FakeAuthenticator.OWNER)
                .baseDomains(List.of("s3.test"))
                .corsOrigins(List.of("https://*.example.com"))
                .build();
        ServiceClient open = new ServiceClient(settings);
        ServiceReply service = open.send("GET", "/", "Origin", APP);
        assertEquals(APP, service.requireStatus(200).header("Access-Control-Allow-Origin"));
        assertTrue(service.header("Access-Control-Expose-Headers").contains("ETag"));
        ServiceReply asked = open.sendAnonymously(
                "OPTIONS",
                "/key",
                "Host",
                "bucket.s3.test",
                "Origin",
                APP,
                "Access-Control-Request-Method",
                "DELETE",
                "Access-Control-Request-Headers",
                "authorization,x-amz-date");
        assertEquals("authorization, x-amz-date", asked.requireStatus(200).header("Access-Control-Allow-Headers"));
        assertEquals("NoSuchBucket", open.send("GET", "/bucket", "Origin", APP).error());
        ServiceReply stranger = open.send("GET", "/", "Origin", "https://example.org");
        assertEquals("", stranger.header("Access-Control-Allow-Origin"));
    }

    @Test
    void aBucketsOwnRulesTakeTheServersPlace() {
        S3Settings settings = S3Settings.builder(FakeAuthenticator.OWNER)
                .corsOrigins(List.of("*"))
                .build();
        ServiceClient open = new ServiceClient(settings);
        open.send("PUT", "/bucket").requireStatus(200);
        CorsDocuments.put(open, allow(APP, "GET")).requireStatus(200);
        ServiceReply stranger = open.send("GET", "/bucket", "Origin", "https://example.org");
        assertEquals("", stranger.requireStatus(200).header("Access-Control-Allow-Origin"));
    }

    /** A storage that answers nothing, not even what it allows, costs no answer. */
    @Test
    void rulesThatCannotBeReadCostNoAnswer() {
        ServiceClient broken = new ServiceClient(new UntouchableStorage(), ServiceClient.KNOWN_ONLY);
        assertEquals(500, broken.send("GET", "/bucket/key", "Origin", APP).status());
        assertEquals(
                403, broken.sendAnonymously("GET", "/bucket/key", "Origin", APP).status());
    }

    private ServiceReply get(String origin) {
        return client.send("GET", "/bucket/missing", "Origin", origin);
    }

    private ServiceReply preflight(String origin, String method, String headers) {
        return client.sendAnonymously(
                "OPTIONS",
                "/bucket/key",
                "Origin",
                origin,
                "Access-Control-Request-Method",
                method,
                "Access-Control-Request-Headers",
                headers);
    }

    private ServiceReply put(String... rules) {
        return CorsDocuments.put(client, rules);
    }
}
