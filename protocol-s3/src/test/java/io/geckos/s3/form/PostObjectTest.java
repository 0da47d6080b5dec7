package io.geckos.s3.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.security.AccessPolicy.Decision;
import io.geckos.s3.HeldOperations;
import io.geckos.s3.api.S3Settings;
import io.geckos.s3.testkit.FakeAuthenticator;
import io.geckos.s3.testkit.FormBody;
import io.geckos.s3.testkit.ServiceClient;
import io.geckos.s3.testkit.ServiceReply;
import io.geckos.s3.testkit.UntouchableStorage;
import io.geckos.storage.testkit.memory.MemoryStorage;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a form stores, and how it is answered. */
@ExtendWith(HeldOperations.class)
public class PostObjectTest {
    private static final String ETAG = "\"5d41402abc4b2a76b9719d911017c592\"";

    private final ServiceClient client = ServiceClient.withBucket();

    @Test
    void aFormStoresItsFileWithWhatItSaysOfIt() {
        ServiceReply reply = FormBody.allowedBy(
                        "dir/${filename}",
                        "[\"starts-with\", \"$Content-Type\", \"image/\"]",
                        "{\"x-amz-meta-colour\": \"blue a.txt\"}",
                        "{\"cache-control\": \"no-store\"}",
                        "{\"acl\": \"private\"}")
                .field("Content-Type", "image/png")
                .field("X-Amz-Meta-Colour", "blue ${filename}")
                .field("Cache-Control", "no-store")
                .field("acl", "private")
                .field("x-ignore-me", "1")
                .file("C:\\pictures\\a.txt", "hello".getBytes(UTF_8))
                .field("key", "ignored")
                .field("submit", "Upload")
                .post(client);
        assertEquals(204, reply.status(), reply.text());
        assertEquals(ETAG, reply.header("ETag"));
        assertEquals("http://localhost:9000/bucket/dir%2Fa.txt", reply.header("Location"));
        assertEquals("PostObject", reply.facts().operation().orElse(""));
        assertEquals("form", reply.facts().caller().orElseThrow().accessKeyId());

        ServiceReply got = client.send("GET", "/bucket/dir/a.txt");
        assertEquals("hello", got.text());
        assertEquals("image/png", got.header("Content-Type"));
        assertEquals("no-store", got.header("Cache-Control"));
        assertEquals("blue a.txt", got.header("x-amz-meta-colour"));
        assertEquals(List.of("dir/a.txt"), client.keys());
    }

    @Test
    void fieldsMayBeOfAnyLanguage() {
        FormBody.allowedBy(
                        "k",
                        "{\"content-disposition\": \"\u00dcbersicht\"}",
                        "{\"x-amz-meta-a\": \"\u65e5\u672c\"}",
                        "{\"x-amz-meta-b\": \"=?UTF-8?Q?gr=C3=BCn?=\"}")
                .field("Content-Disposition", "\u00dcbersicht")
                .field("x-amz-meta-a", "\u65e5\u672c")
                .field("x-amz-meta-b", "=?UTF-8?Q?gr=C3=BCn?=")
                .file("hello")
                .post(client)
                .requireStatus(204);
        ServiceReply got = client.send("GET", "/bucket/k");
        assertEquals("\u00dcbersicht", got.header("Content-Disposition"));
        assertEquals("=?UTF-8?Q?=E6=97=A5=E6=9C=AC?=", got.header("x-amz-meta-a"));
        assertEquals("=?UTF-8?Q?gr=C3=BCn?=", got.header("x-amz-meta-b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-amz-meta-a: b", "x-amz-meta-a\rb", "x-amz-meta-a b", "x-amz-meta-\u00e4"})
    void namesOfMetadataAreNamesOfHeaders(String field) {
        ServiceReply refused = FormBody.allowedBy(
                        "k", "[\"starts-with\", \"$" + field.replace("\r", "\\r") + "\", \"\"]")
                .field(field, "c")
                .file("hello")
                .post(client);
        assertEquals(400, refused.status());
        assertEquals(List.of(), client.keys());
    }

    @Test
    void aFormMayBeSignedByTheRequestItself() {
        Map<String, List<String>> headers = ServiceClient.headers(
                "Authorization", "owner", "Content-Type", "multipart/form-data; boundary=" + FormBody.BOUNDARY);
        byte[] body = new FormBody().field("key", "k").file("hello").bytes();
        headers.put("content-length", List.of(String.valueOf(body.length)));
        client.exchange("POST", "/bucket/", new ByteArrayInputStream(body), headers)
                .requireStatus(204);

        byte[] twice = FormBody.allowedBy("k2").file("hello").bytes();
        headers.put("content-length", List.of(String.valueOf(twice.length)));
        ServiceReply reply = client.exchange("POST", "/bucket", new ByteArrayInputStream(twice), headers);
        assertEquals("InvalidArgument", reply.error());
        assertEquals(List.of("k"), client.keys());
    }

    @Test
    void anAnonymousFormIsForThePolicyOfTheServer() {
        UntouchableStorage untouched = new UntouchableStorage();
        FormBody form = new FormBody().field("key", "a/b").file("hello");
        ServiceReply denied = form.post(new ServiceClient(untouched, ServiceClient.KNOWN_ONLY));
        assertEquals(403, denied.status());
        assertEquals("AccessDenied", denied.error());
        untouched.assertUntouched();

        StringBuilder asked = new StringBuilder();
        ServiceClient open = new ServiceClient(new MemoryStorage(), request -> {
            asked.append(request.identity())
                    .append(' ')
                    .append(String.join(",", request.actions()))
                    .append(' ')
                    .append(request.resource())
                    .append('\n');
            return Decision.ALLOWED;
        });
        open.send("PUT", "/bucket").requireStatus(200);
        asked.setLength(0);
        form.post(open).requireStatus(204);
        assertEquals("Anonymous[] PutObject bucket/a/b\n", asked.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "success_action_status,   200,                         200, ''",
        "success_action_status,   201,                         201, ''",
        "success_action_status,   204,                         204, ''",
        "success_action_status,   404,                         204, ''",
        "success_action_redirect, https://example.com/done,    303, https://example.com/done?",
        "success_action_redirect, http://example.com/?a=b,     303, http://example.com/?a=b&",
        "redirect,                https://example.com/old,     303, https://example.com/old?",
        "success_action_redirect, /relative,                   204, ''",
        "success_action_redirect, ftp://example.com/,          204, ''",
        "success_action_redirect, 'https://example.com/a b',   204, ''",
        "success_action_redirect, javascript:alert(1),         204, ''",
    })
    void theFormChoosesTheAnswer(String field, String value, int status, String redirect) {
        ServiceReply reply = FormBody.allowedBy("a/é b", "[\"starts-with\", \"$" + field + "\", \"\"]")
                .field(field, value)
                .file("hello")
                .post(client);
        assertEquals(status, reply.status());
        assertEquals(ETAG, reply.header("ETag"));
        String location = "http://localhost:9000/bucket/a%2F%C3%A9%20b";
        String result = "bucket=bucket&key=a%2F%C3%A9%20b&etag=%225d41402abc4b2a76b9719d911017c592%22";
        assertEquals(redirect.isEmpty() ? location : redirect + result, reply.header("Location"));
        String document = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<PostResponse><Location>" + location
                + "</Location><Bucket>bucket</Bucket><Key>a/é b</Key><ETag>" + ETAG.replace("\"", "&quot;")
                + "</ETag></PostResponse>";
        assertEquals(status == 201 ? document : "", reply.text());
    }

    @Test
    void theHostMayNameTheBucket() {
        ServiceClient hosted = new ServiceClient(S3Settings.builder(FakeAuthenticator.OWNER)
                .baseDomains(List.of("s3.test"))
                .build());
        hosted.send("PUT", "/bucket").requireStatus(200);
        byte[] body = FormBody.allowedBy("k").file("hello").bytes();
        Map<String, List<String>> headers = ServiceClient.headers(
                "Host",
                "bucket.s3.test:9000",
                "Content-Type",
                "multipart/form-data; boundary=\"" + FormBody.BOUNDARY + "\"",
                "Content-Length",
                String.valueOf(body.length));
        ServiceReply reply = hosted.exchange("POST", "/", new ByteArrayInputStream(body), headers);
        assertEquals("http://bucket.s3.test:9000/k", reply.header("Location"));
    }

    @Test
    void aLargeFileComesWhole() {
        byte[] content = new byte[3 << 20];
        new Random(1).nextBytes(content);
        FormBody.allowedBy("k").file("f", content).post(client).requireStatus(204);
        assertEquals(
                Arrays.hashCode(content),
                Arrays.hashCode(client.send("GET", "/bucket/k").bytes()));
    }

    @Test
    void aChecksumInTheFormIsVerified() {
        ServiceReply wrong = FormBody.allowedBy("k")
                .field("x-amz-checksum-crc32", "AAAAAA==")
                .file("hello")
                .post(client);
        assertEquals("BadDigest", wrong.error());
        ServiceReply malformed = FormBody.allowedBy("k")
                .field("x-amz-checksum-sha256", "sailorjerry")
                .file("hello")
                .post(client);
        assertEquals("InvalidRequest", malformed.error());
        ServiceReply md5 = FormBody.allowedBy("k", "[\"starts-with\", \"$content-md5\", \"\"]")
                .field("Content-MD5", "AAAAAAAAAAAAAAAAAAAAAA==")
                .file("hello")
                .post(client);
        assertEquals("BadDigest", md5.error());
        assertEquals(List.of(), client.keys());
        ServiceReply right = FormBody.allowedBy("k")
                .field("x-amz-checksum-algorithm", "CRC32")
                .field("x-amz-checksum-crc32", "NhCmhg==")
                .file("hello")
                .post(client);
        assertEquals("NhCmhg==", right.requireStatus(204).header("x-amz-checksum-crc32"));
    }

    @Test
    void tagsComeAsADocument() {
        String tags = "<Tagging><TagSet><Tag><Key>a</Key><Value>ä</Value></Tag></TagSet></Tagging>";
        FormBody.allowedBy("k", "[\"starts-with\", \"$tagging\", \"\"]")
                .field("tagging", tags)
                .file("hello")
                .post(client)
                .requireStatus(204);
        assertEquals("ä", client.send("GET", "/bucket/k?tagging").element("Value"));
        for (String wrong : List.of("a=b", "<TagSet/>", tags + "x")) {
            ServiceReply reply = FormBody.allowedBy("wrong", "[\"starts-with\", \"$tagging\", \"\"]")
                    .field("tagging", wrong)
                    .file("hello")
                    .post(client);
            assertEquals("MalformedXML", reply.error());
        }
        assertEquals(List.of("k"), client.keys());
    }

    @Test
    void withoutTheNameOfTheFileNothingIsReplaced() {
        FormBody.allowedBy("${filename}")
                .part("form-data; name=\"file\"", "hello".getBytes(UTF_8))
                .post(client)
                .requireStatus(204);
        assertEquals(List.of("${filename}"), client.keys());
    }
}
