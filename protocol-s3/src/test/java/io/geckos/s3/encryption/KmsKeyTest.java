package io.geckos.s3.encryption;

import static io.geckos.s3.encryption.EncryptingServer.METHOD;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.Seal;
import io.geckos.s3.testkit.MultipartSession;
import io.geckos.s3.testkit.ServiceClient;
import io.geckos.s3.testkit.ServiceReply;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects that are sealed with a master key that the client names, as with AWS KMS (SSE-KMS). */
class KmsKeyTest {
    private static final byte[] HELLO = "hello".getBytes(UTF_8);
    private static final String MD5 = "\"5d41402abc4b2a76b9719d911017c592\"";
    private static final String KEY = METHOD + "-aws-kms-key-id";
    private static final String CONTEXT = METHOD + "-context";

    private final ServiceClient client = EncryptingServer.withKms();

    private ObjectSpec stored(String key) {
        return client.storage
                .objects()
                .stat(ObjectId.of("bucket", key), Version.LATEST)
                .spec();
    }

    private static String context(String json) {
        return Base64.getEncoder().encodeToString(json.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "second",
                "alias/second",
                "arn:aws:kms:us-east-1:000000000000:key/second",
                "arn:aws:kms:eu-central-1:123456789012:alias/second"
            })
    void aKeyIsNamedAsKmsNamesThem(String id) {
        ServiceReply put = client.send("PUT", "/bucket/k", HELLO, METHOD, "aws:kms", KEY, id)
                .requireStatus(200);
        assertEquals("aws:kms", put.header(METHOD));
        assertEquals(id, put.header(KEY));
        assertNotEquals(MD5, put.header("ETag"));
        Seal seal = stored("k").seal().orElseThrow();
        assertEquals(Seal.Kind.SSE_KMS, seal.kind());
        assertEquals("second", seal.fields().get("key"));
        ServiceReply got = client.send("GET", "/bucket/k").requireStatus(200);
        assertEquals("hello", got.text());
        assertEquals(id, got.header(KEY));
        assertEquals("aws:kms", client.send("HEAD", "/bucket/k").header(METHOD));
    }

    @Test
    void withoutANameTheCurrentKeyCounts() {
        assertEquals(
                "first",
                client.send("PUT", "/bucket/k", HELLO, METHOD, "aws:kms").header(KEY));
        assertEquals("hello", client.send("GET", "/bucket/k").text());
    }

    @Test
    void anUnknownKeyIsRefused() {
        ServiceReply refused = client.send("PUT", "/bucket/k", HELLO, METHOD, "aws:kms", KEY, "third");
        assertEquals(400, refused.requireStatus(400).status());
        assertEquals("KMS.NotFoundException", refused.element("Code"));
        client.send("POST", "/bucket/k?uploads", METHOD, "aws:kms", KEY, "third")
                .requireStatus(400);
        assertEquals(List.of(), client.keys());
    }

    @Test
    void theContextIsBoundAndKept() {
        String context = context("{\"team\": \"red\"}");
        ServiceReply put = client.send("PUT", "/bucket/k", HELLO, METHOD, "aws:kms", CONTEXT, context);
        assertEquals(context, put.requireStatus(200).header(CONTEXT));
        assertEquals("hello", client.send("GET", "/bucket/k").text());
        assertEquals(context, stored("k").headers().get(CONTEXT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "e30", "W10=", "eyJhIjoxfQ=="})
    void aContextIsAJsonObjectOfStrings(String context) {
        ServiceReply reply = client.send("PUT", "/bucket/k", HELLO, METHOD, "aws:kms", CONTEXT, context);
        // The text without padding is an empty object all the same.
        assertEquals(context.equals("e30") ? 200 : 400, reply.status(), reply.text());
    }

    @Test
    void uploadsInPartsAndCopiesAreSealedSo() {
        MultipartSession multipart = new MultipartSession(client);
        String upload = multipart.begin(METHOD, "aws:kms", KEY, "second", CONTEXT, context("{\"a\": \"b\"}"));
        ServiceReply part = multipart.send(upload, 1, HELLO).requireStatus(200);
        assertEquals("second", part.header(KEY));
        multipart
                .complete(upload, MultipartSession.part(1, part.header("ETag")))
                .requireStatus(200);
        assertEquals("hello", client.send("GET", "/bucket/key").text());
        client.send("PUT", "/bucket/plain", "x-amz-copy-source", "/bucket/key").requireStatus(200);
        assertEquals(Optional.empty(), stored("plain").seal());
        assertFalse(stored("plain").headers().containsKey(CONTEXT));
        client.send("PUT", "/bucket/copy", "x-amz-copy-source", "/bucket/key", METHOD, "aws:kms")
                .requireStatus(200);
        assertEquals("hello", client.send("GET", "/bucket/copy").text());
        assertEquals("first", client.send("GET", "/bucket/copy").header(KEY));
    }

    @Test
    void aBucketMayHaveAKeyAsItsDefault() {
        String document = "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>"
                + "<SSEAlgorithm>aws:kms</SSEAlgorithm><KMSMasterKeyID>KEY</KMSMasterKeyID>"
                + "</ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>";
        client.send(
                        "PUT",
                        "/bucket?encryption",
                        document.replace("KEY", "third").getBytes(UTF_8))
                .requireStatus(400);
        client.send(
                        "PUT",
                        "/bucket?encryption",
                        document.replace("KEY", "second").getBytes(UTF_8))
                .requireStatus(200);
        assertEquals("second", client.send("GET", "/bucket?encryption").element("KMSMasterKeyID"));
        ServiceReply put = client.send("PUT", "/bucket/k", HELLO).requireStatus(200);
        assertEquals("aws:kms", put.header(METHOD));
        assertEquals("second", put.header(KEY));
        assertEquals(
                "AES256",
                client.send("PUT", "/bucket/s", HELLO, METHOD, "AES256").header(METHOD));
    }

    @Test
    void twoLayersAreNotImplemented() {
        client.send("PUT", "/bucket/k", HELLO, METHOD, "aws:kms:dsse").requireError(501, "NotImplemented");
        client.send("PUT", "/bucket/k", HELLO, METHOD, "aws:kms", METHOD + "-bucket-key-enabled", "true")
                .requireError(501, "NotImplemented");
    }

    @Test
    void readsDoNotNameKeys() {
        client.send("PUT", "/bucket/k", HELLO, METHOD, "aws:kms").requireStatus(200);
        for (String method : List.of("GET", "HEAD")) {
            client.send(method, "/bucket/k", METHOD, "aws:kms").requireError(400, "InvalidArgument");
            client.send(method, "/bucket/k", KEY, "first").requireError(400, "InvalidArgument");
        }
    }
}
