package io.geckos.s3.access;

import static io.geckos.s3.testkit.CorsDocuments.allow;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.s3.HeldOperations;
import io.geckos.s3.testkit.CorsDocuments;
import io.geckos.s3.testkit.ServiceClient;
import io.geckos.s3.testkit.ServiceReply;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules that a bucket keeps for browsers of other origins. */
@ExtendWith(HeldOperations.class)
public class BucketCorsTest {
    private static final String APP = "https://app.example.com";

    private final ServiceClient client = ServiceClient.withBucket();

    @Test
    void rulesComeBackAsTheyWerePut() {
        String rule = "<ID>all of it</ID><AllowedHeader>x-AMZ-*</AllowedHeader><AllowedHeader>*</AllowedHeader>"
                + "<AllowedMethod>GET</AllowedMethod><AllowedMethod>PUT</AllowedMethod>"
                + "<AllowedOrigin>http://test.com:80</AllowedOrigin><AllowedOrigin></AllowedOrigin>"
                + "<ExposeHeader>ETag</ExposeHeader><MaxAgeSeconds>3000</MaxAgeSeconds>";
        put(rule, allow("*", "HEAD")).requireStatus(200);
        ServiceReply got = client.send("GET", "/bucket?cors").requireStatus(200);
        assertEquals(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        + "<CORSConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><CORSRule>" + rule
                        + "</CORSRule><CORSRule><AllowedMethod>HEAD</AllowedMethod><AllowedOrigin>*</AllowedOrigin>"
                        + "</CORSRule></CORSConfiguration>",
                got.text());
    }

    @Test
    void rulesAreReplacedAndDeleted() {
        ServiceReply none = client.send("GET", "/bucket?cors");
        assertEquals(404, none.status());
        assertEquals("NoSuchCORSConfiguration", none.error());
        assertEquals("The CORS configuration does not exist", none.element("Message"));
        assertEquals("bucket", none.element("BucketName"));

        put(allow(APP, "GET")).requireStatus(200);
        assertEquals(APP, get(APP).header("Access-Control-Allow-Origin"));
        put(allow("https://other.example.com", "GET")).requireStatus(200);
        assertEquals("", get(APP).header("Access-Control-Allow-Origin"));
        client.send("DELETE", "/bucket?cors").requireStatus(204);
        client.send("DELETE", "/bucket?cors").requireStatus(204);
        assertEquals("", get("https://other.example.com").header("Access-Control-Allow-Origin"));
    }

    @Test
    void rulesGoWithTheirBucket() {
        put(allow(APP, "GET")).requireStatus(200);
        client.send("DELETE", "/bucket").requireStatus(204);
        client.send("PUT", "/bucket").requireStatus(200);
        assertEquals("", get(APP).header("Access-Control-Allow-Origin"));
        assertEquals(404, client.send("GET", "/bucket?cors").status());
    }

    @Test
    void aBucketThatIsNotThereHasNoRules() {
        for (String method : List.of("GET", "DELETE")) {
            assertEquals("NoSuchBucket", client.send(method, "/nowhere?cors").error());
        }
        assertEquals(
                "NoSuchBucket",
                CorsDocuments.putTo(client, "/nowhere?cors", allow(APP, "GET")).error());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                        | MalformedXML   | ''",
                "<AllowedOrigin>*</AllowedOrigin> | MalformedXML | ''",
                "<AllowedMethod>GET</AllowedMethod> | MalformedXML | ''",
                "<X/>                      | MalformedXML   | ''",
                "@<ID>a</ID><ID>b</ID>     | MalformedXML   | ''",
                "@<MaxAgeSeconds>-1</MaxAgeSeconds> | MalformedXML | ''",
                "@<MaxAgeSeconds>x</MaxAgeSeconds>  | MalformedXML | ''",
                "@<AllowedMethod>PATCH</AllowedMethod> | InvalidRequest | Found unsupported HTTP method in CORS config."
                        + " Unsupported method is PATCH",
                "@<AllowedMethod>get</AllowedMethod> | InvalidRequest | Found unsupported HTTP method in CORS config."
                        + " Unsupported method is get",
                "@<AllowedOrigin>https://*.a.*</AllowedOrigin> | InvalidRequest |"
                        + " AllowedOrigin &quot;https://*.a.*&quot; can not have more than one wildcard.",
                "@<AllowedHeader>**</AllowedHeader> | InvalidRequest |"
                        + " AllowedHeader &quot;**&quot; can not have more than one wildcard.",
                "@<ExposeHeader>x-*</ExposeHeader> | InvalidRequest | ExposeHeader &quot;x-*&quot; contains wildcard."
                        + " We currently do not support wildcard for ExposeHeader.",
                "@<ExposeHeader>a&#13;&#10;b</ExposeHeader> | InvalidRequest |"
                        + " ExposeHeader must be printable ASCII without spaces.",
            })
    void rulesThatMakeNoSenseAreRefused(String rule, String code, String message) {
        String allowed = "<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>";
        ServiceReply reply = put(rule.replace("@", allowed));
        assertEquals(400, reply.status());
        assertEquals(code, reply.error());
        assertTrue(message.isEmpty() || message.equals(reply.element("Message")), reply.text());
        assertEquals(404, client.send("GET", "/bucket?cors").status());
    }

    @Test
    void thereIsARuleAndAtMostAHundred() {
        assertEquals("MalformedXML", put().error());
        String[] rules = new String[101];
        Arrays.fill(rules, allow(APP, "GET"));
        assertEquals("MalformedXML", put(rules).error());
        put(Arrays.copyOf(rules, 100)).requireStatus(200);
        assertEquals("InvalidArgument", put("<ID>" + "x".repeat(256) + "</ID>").error());
        assertEquals(
                "MalformedXML", put(allow(APP, "GET"), " ".repeat(64 * 1024)).error());
    }

    @Test
    void theBodyHasToBeVouchedFor() {
        byte[] body = CorsDocuments.document(allow(APP, "GET")).getBytes(UTF_8);
        assertEquals("InvalidRequest", client.send("PUT", "/bucket?cors", body).error());
        assertEquals(
                "MalformedXML",
                client.send("PUT", "/bucket?cors", "Content-MD5", "1B2M2Y8AsgTpgAmY7PhCfg==")
                        .error());
    }

    private ServiceReply get(String origin) {
        return client.send("GET", "/bucket/missing", "Origin", origin);
    }

    private ServiceReply put(String... rules) {
        return CorsDocuments.put(client, rules);
    }
}
