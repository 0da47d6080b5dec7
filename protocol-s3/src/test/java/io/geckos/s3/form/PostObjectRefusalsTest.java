package io.geckos.s3.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.AccessPolicy.Decision;
import io.geckos.s3.testkit.Client;
import io.geckos.s3.testkit.Form;
import io.geckos.s3.testkit.Reply;
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
    private final Client client = Client.withBucket();

    @Test
    void aForgedFormReachesNothing() {
        UntouchableStorage untouched = new UntouchableStorage();
        Reply reply = new Form()
                .field("key", "k")
                .field("policy", "")
                .field("x-amz-signature", "forged")
                .file("hello")
                .post(new Client(untouched, (_, _, _) -> Decision.ALLOWED));
        assertEquals("SignatureDoesNotMatch", reply.error());
        untouched.assertUntouched();
    }

    @Test
    void sizesHaveBothEnds() {
        String range = "[\"content-length-range\", 3, 5]";
        Reply small = Form.allowedBy("k", range).file("he").post(client);
        assertEquals("EntityTooSmall", small.error());
        assertEquals("2", small.element("ProposedSize"));
        assertEquals("3", small.element("MinSizeAllowed"));
        Reply large = Form.allowedBy("k", range).file("hello!").post(client);
        assertEquals("EntityTooLarge", large.error());
        assertEquals("6", large.element("ProposedSize"));
        assertEquals("5", large.element("MaxSizeAllowed"));
        assertEquals(400, large.status());
        assertEquals(List.of(), client.keys());
        Form.allowedBy("least", range).file("hel").post(client).requireStatus(204);
        Form.allowedBy("most", range).file("hello").post(client).requireStatus(204);
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
        Reply reply = Form.allowedBy("k", "[\"starts-with\", \"$" + field + "\", \"\"]")
                .field(field, value)
                .file("hello")
                .post(client);
        assertEquals(code, reply.error());
        assertEquals(List.of(), client.keys());
    }

    @Test
    void metadataKeepsNoLineBreak() {
        Reply reply = Form.allowedBy("k", "[\"starts-with\", \"$x-amz-meta-a\", \"\"]")
                .field("x-amz-meta-a", "1\r\nSet-Cookie: x")
                .file("hello")
                .post(client);
        assertEquals("InvalidArgument", reply.error());
        assertEquals(List.of(), client.keys());
    }

    @Test
    void theConditionsOfThePolicyBindTheForm() {
        Reply failed = Form.allowedBy("k", "{\"key\": \"other\"}").file("hello").post(client);
        assertEquals(403, failed.status());
        assertEquals(
                "Invalid according to Policy: Policy Condition failed: [&quot;eq&quot;, &quot;$key&quot;, &quot;other&quot;]",
                failed.element("Message"));
        Reply extra = Form.allowedBy("k").field("expires", "0").file("hello").post(client);
        assertEquals("Invalid according to Policy: Extra input fields: expires", extra.element("Message"));
        Reply expired = Form.signed("k", "{\"expiration\": \"2001-01-01T00:00:00Z\", \"conditions\": []}")
                .file("hello")
                .post(client);
        assertEquals("Invalid according to Policy: Policy expired.", expired.element("Message"));
        Reply otherBucket =
                Form.post(client, "/other", Form.allowedBy("k").file("hello").bytes());
        assertTrue(otherBucket.element("Message").contains("$bucket"));
        assertEquals(List.of(), client.keys());
    }

    @Test
    void aFieldCannotStandForTheBucketAddressed() {
        client.send("PUT", "/other").requireStatus(200);
        Form form = Form.allowedBy("k").field("bucket", "bucket").file("hello");
        assertEquals("AccessDenied", Form.post(client, "/other", form.bytes()).error());
    }

    @Test
    void formsWithoutAFileOrAKeyAreRefused() {
        Reply noFile = Form.allowedBy("k").post(client);
        assertEquals("POST requires exactly one file upload per request.", noFile.element("Message"));
        assertEquals("0", noFile.element("ArgumentValue"));
        Reply noKey = new Form().file("hello").field("key", "late").post(client);
        assertEquals("key", noKey.element("ArgumentName"));
        assertEquals(
                "Bucket POST must contain a field named 'key'.  If it is specified, please check the order of the"
                        + " fields.",
                noKey.element("Message"));
        Reply emptyKey = Form.allowedBy("${filename}").file("", new byte[0]).post(client);
        assertEquals("User key must have a length greater than 0.", emptyKey.element("Message"));
        assertEquals(
                "KeyTooLongError",
                Form.allowedBy("k".repeat(1025)).file("").post(client).error());
        assertEquals(
                "InvalidArgument",
                Form.allowedBy("k").field("KEY", "l").file("").post(client).error());
        assertEquals(List.of(), client.keys());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "application/x-www-form-urlencoded", "multipart/mixed; boundary=x", "text/html"})
    void whatIsNoFormIsAPreconditionThatFailed(String type) {
        Map<String, List<String>> headers = Client.headers("Content-Length", "0", "Content-Type", type);
        Reply reply = client.exchange("POST", "/bucket", new ByteArrayInputStream(new byte[0]), headers);
        assertEquals(412, reply.status());
        assertEquals("PreconditionFailed", reply.error());
        assertEquals("Bucket POST must be of the enclosure-type multipart/form-data", reply.element("Condition"));
    }

    @Test
    void aBrokenFormStoresNothing() {
        byte[] whole = Form.allowedBy("k").file("hello").bytes();
        for (int length = 0; length < whole.length - 4; length++) {
            Reply reply = Form.post(client, "/bucket", Arrays.copyOf(whole, length));
            assertEquals("MalformedPOSTRequest", reply.error(), "cut after " + length);
        }
        assertEquals(List.of(), client.keys());
    }

    @Test
    void theLengthOfTheBodyIsKnownAndLimited() {
        String type = "multipart/form-data; boundary=" + Form.BOUNDARY;
        Reply unknown = client.exchange(
                "POST", "/bucket", new ByteArrayInputStream(new byte[0]), Client.headers("Content-Type", type));
        assertEquals("MissingContentLength", unknown.error());
        Map<String, List<String>> headers =
                Client.headers("Content-Type", type, "Content-Length", String.valueOf((5L << 30) + (2 << 20)));
        Reply large = client.exchange("POST", "/bucket", new ByteArrayInputStream(new byte[0]), headers);
        assertEquals("EntityTooLarge", large.error());
    }

    @Test
    void noBucketNoUpload() {
        Form form =
                new Form().field("key", "k").field("x-amz-signature", "valid").file("hello");
        Reply reply = Form.post(client, "/nowhere", form.bytes());
        assertEquals(404, reply.status());
        assertEquals("NoSuchBucket", reply.error());
        assertEquals(405, Form.post(client, "/bucket/key", form.bytes()).status());
    }
}
