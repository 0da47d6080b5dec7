package io.geckos.s3.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.security.AccessPolicy.Decision;
import io.geckos.s3.testkit.FormBody;
import io.geckos.s3.testkit.ServiceClient;
import io.geckos.s3.testkit.ServiceReply;
import io.geckos.s3.testkit.UntouchableStorage;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms: each way in which they must be refused. */
class PostObjectRefusalsTest {
    private final ServiceClient client = ServiceClient.withBucket();

    @Test
    void aForgedFormReachesNothing() {
        UntouchableStorage untouched = new UntouchableStorage();
        ServiceReply reply = new FormBody()
                .field("key", "k")
                .field("policy", "")
                .field("x-amz-signature", "forged")
                .file("hello")
                .post(new ServiceClient(untouched, _ -> Decision.ALLOWED));
        assertEquals("SignatureDoesNotMatch", reply.error());
        untouched.assertUntouched();
    }

    @Test
    void sizesHaveBothEnds() {
        String range = "[\"content-length-range\", 3, 5]";
        ServiceReply small = FormBody.allowedBy("k", range).file("he").post(client);
        assertEquals("EntityTooSmall", small.error());
        assertEquals("2", small.element("ProposedSize"));
        assertEquals("3", small.element("MinSizeAllowed"));
        ServiceReply large = FormBody.allowedBy("k", range).file("hello!").post(client);
        assertEquals("EntityTooLarge", large.error());
        assertEquals("6", large.element("ProposedSize"));
        assertEquals("5", large.element("MaxSizeAllowed"));
        assertEquals(400, large.status());
        assertEquals(List.of(), client.keys());
        FormBody.allowedBy("least", range).file("hel").post(client).requireStatus(204);
        FormBody.allowedBy("most", range).file("hello").post(client).requireStatus(204);
    }

    @ParameterizedTest
    @CsvSource({
        "acl,                          public-read, AccessControlListNotSupported",
        "x-amz-storage-class,          FakeClass,   InvalidStorageClass",
        "x-amz-server-side-encryption, AES256,      NotImplemented",
        "x-amz-website-redirect-location, x,        InvalidRedirectLocation",
        "x-amz-tagging,                a=b,         NotImplemented",
        "x-amz-meta-a,                 '\u0007',    InvalidArgument",
        "x-amz-meta-a: b,              c,           InvalidArgument",
        "content-type,                 '\u65e5',    InvalidArgument",
        "x-amz-expected-bucket-owner,  somebody,    InvalidBucketOwnerAWSAccountID",
    })
    void fieldsAreRefusedAsHeadersAre(String field, String value, String code) {
        ServiceReply reply = FormBody.allowedBy("k", "[\"starts-with\", \"$" + field + "\", \"\"]")
                .field(field, value)
                .file("hello")
                .post(client);
        assertEquals(code, reply.error());
        assertEquals(List.of(), client.keys());
    }

    @Test
    void metadataKeepsNoLineBreak() {
        ServiceReply reply = FormBody.allowedBy("k", "[\"starts-with\", \"$x-amz-meta-a\", \"\"]")
                .field("x-amz-meta-a", "1\r\nSet-Cookie: x")
                .file("hello")
                .post(client);
        assertEquals("InvalidArgument", reply.error());
        assertEquals(List.of(), client.keys());
    }

    @Test
    void theConditionsOfThePolicyBindTheForm() {
        ServiceReply failed =
                FormBody.allowedBy("k", "{\"key\": \"other\"}").file("hello").post(client);
        assertEquals(403, failed.status());
        assertEquals(
                "Invalid according to Policy: Policy Condition failed: [&quot;eq&quot;, &quot;$key&quot;, &quot;other&quot;]",
                failed.element("Message"));
        ServiceReply extra =
                FormBody.allowedBy("k").field("expires", "0").file("hello").post(client);
        assertEquals("Invalid according to Policy: Extra input fields: expires", extra.element("Message"));
        ServiceReply expired = FormBody.signed("k", "{\"expiration\": \"2001-01-01T00:00:00Z\", \"conditions\": []}")
                .file("hello")
                .post(client);
        assertEquals("Invalid according to Policy: Policy expired.", expired.element("Message"));
        ServiceReply otherBucket = FormBody.post(
                client, "/other", FormBody.allowedBy("k").file("hello").bytes());
        assertTrue(otherBucket.element("Message").contains("$bucket"));
        assertEquals(List.of(), client.keys());
    }

    @Test
    void aFieldCannotStandForTheBucketAddressed() {
        client.send("PUT", "/other").requireStatus(200);
        FormBody form = FormBody.allowedBy("k").field("bucket", "bucket").file("hello");
        assertEquals(
                "AccessDenied", FormBody.post(client, "/other", form.bytes()).error());
    }

    @Test
    void formsWithoutAFileOrAKeyAreRefused() {
        ServiceReply noFile = FormBody.allowedBy("k").post(client);
        assertEquals("POST requires exactly one file upload per request.", noFile.element("Message"));
        assertEquals("0", noFile.element("ArgumentValue"));
        ServiceReply noKey = new FormBody().file("hello").field("key", "late").post(client);
        assertEquals("key", noKey.element("ArgumentName"));
        assertEquals(
                "Bucket POST must contain a field named 'key'.  If it is specified, please check the order of the"
                        + " fields.",
                noKey.element("Message"));
        ServiceReply emptyKey =
                FormBody.allowedBy("${filename}").file("", new byte[0]).post(client);
        assertEquals("User key must have a length greater than 0.", emptyKey.element("Message"));
        assertEquals(
                "KeyTooLongError",
                FormBody.allowedBy("k".repeat(1025)).file("").post(client).error());
        assertEquals(
                "InvalidArgument",
                FormBody.allowedBy("k").field("KEY", "l").file("").post(client).error());
        assertEquals(List.of(), client.keys());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "application/x-www-form-urlencoded", "multipart/mixed; boundary=x", "text/html"})
    void whatIsNoFormIsAPreconditionThatFailed(String type) {
        Map<String, List<String>> headers = ServiceClient.headers("Content-Length", "0", "Content-Type", type);
        ServiceReply reply = client.exchange("POST", "/bucket", new ByteArrayInputStream(new byte[0]), headers);
        assertEquals(412, reply.status());
        assertEquals("PreconditionFailed", reply.error());
        assertEquals("Bucket POST must be of the enclosure-type multipart/form-data", reply.element("Condition"));
    }

    @Test
    void aBrokenFormStoresNothing() {
        byte[] whole = FormBody.allowedBy("k").file("hello").bytes();
        for (int length = 0; length < whole.length - 4; length++) {
            ServiceReply reply = FormBody.post(client, "/bucket", Arrays.copyOf(whole, length));
            assertEquals("MalformedPOSTRequest", reply.error(), "cut after " + length);
        }
        assertEquals(List.of(), client.keys());
    }

    @Test
    void theLengthOfTheBodyIsKnownAndLimited() {
        String type = "multipart/form-data; boundary=" + FormBody.BOUNDARY;
        ServiceReply unknown = client.exchange(
                "POST", "/bucket", new ByteArrayInputStream(new byte[0]), ServiceClient.headers("Content-Type", type));
        assertEquals("MissingContentLength", unknown.error());
        Map<String, List<String>> headers =
                ServiceClient.headers("Content-Type", type, "Content-Length", String.valueOf((5L << 30) + (2 << 20)));
        ServiceReply large = client.exchange("POST", "/bucket", new ByteArrayInputStream(new byte[0]), headers);
        assertEquals("EntityTooLarge", large.error());
    }

    @Test
    void noBucketNoUpload() {
        FormBody form = new FormBody()
                .field("key", "k")
                .field("x-amz-signature", "valid")
                .file("hello");
        ServiceReply reply = FormBody.post(client, "/nowhere", form.bytes());
        assertEquals(404, reply.status());
        assertEquals("NoSuchBucket", reply.error());
        assertEquals(405, FormBody.post(client, "/bucket/key", form.bytes()).status());
    }
}
