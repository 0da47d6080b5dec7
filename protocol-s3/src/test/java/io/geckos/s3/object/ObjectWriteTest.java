package io.geckos.s3.object;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.s3.HeldOperations;
import io.geckos.s3.testkit.ServiceClient;
import io.geckos.s3.testkit.ServiceReply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(HeldOperations.class)
public class ObjectWriteTest {
    private static final byte[] HELLO = "hello".getBytes(UTF_8);
    private static final String TAG = "\"5d41402abc4b2a76b9719d911017c592\"";

    private final ServiceClient client = ServiceClient.withBucket();

    @Test
    void whatIsSaidOfAnObjectIsKept() {
        client.send(
                        "PUT",
                        "/bucket/key",
                        HELLO,
                        "content-type",
                        "text/plain; charset=utf-8",
                        "cache-control",
                        "max-age=1",
                        "content-disposition",
                        "inline",
                        "content-encoding",
                        "gzip, aws-chunked",
                        "content-language",
                        "de",
                        "expires",
                        "soon",
                        "x-amz-meta-A",
                        "1",
                        "x-amz-meta-b-c",
                        "=?UTF-8?Q?=C3=A9?=")
                .requireStatus(200);
        for (String method : new String[] {"GET", "HEAD"}) {
            ServiceReply reply = client.send(method, "/bucket/key").requireStatus(200);
            assertEquals("text/plain; charset=utf-8", reply.header("Content-Type"));
            assertEquals("max-age=1", reply.header("Cache-Control"));
            assertEquals("inline", reply.header("Content-Disposition"));
            assertEquals("gzip", reply.header("Content-Encoding"));
            assertEquals("de", reply.header("Content-Language"));
            assertEquals("soon", reply.header("Expires"));
            assertEquals("1", reply.header("x-amz-meta-a"));
            assertEquals("=?UTF-8?Q?=C3=A9?=", reply.header("x-amz-meta-b-c"));
            assertEquals("bytes", reply.header("Accept-Ranges"));
        }
    }

    @Test
    void aRedirectIsKeptAndNotCopied() {
        String header = "x-amz-website-redirect-location";
        client.send("PUT", "/bucket/key", HELLO, header, "https://example.com/").requireStatus(200);
        assertEquals("https://example.com/", client.send("GET", "/bucket/key").header(header));
        client.send("PUT", "/bucket/copy", "x-amz-copy-source", "/bucket/key").requireStatus(200);
        assertEquals("", client.send("HEAD", "/bucket/copy").header(header));
        client.send("PUT", "/bucket/copy", "x-amz-copy-source", "/bucket/copy", header, "/elsewhere")
                .requireStatus(200);
        assertEquals("/elsewhere", client.send("HEAD", "/bucket/copy").header(header));
    }

    @Test
    void framingAloneIsNoEncoding() {
        client.send("PUT", "/bucket/key", HELLO, "content-encoding", "aws-chunked");
        ServiceReply reply = client.send("GET", "/bucket/key");
        assertEquals("", reply.header("Content-Encoding"));
        assertEquals("binary/octet-stream", reply.header("Content-Type"));
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-storage-class, STANDARD, ''",
        "x-amz-storage-class, REDUCED_REDUNDANCY, ''",
        "x-amz-storage-class, GLACIER, InvalidStorageClass",
        "x-amz-storage-class, nonsense, InvalidStorageClass",
        "x-amz-acl, private, ''",
        "x-amz-acl, bucket-owner-full-control, ''",
        "x-amz-acl, public-read, AccessControlListNotSupported",
        "x-amz-acl, nonsense, InvalidArgument",
        "x-amz-grant-read, id=1, AccessControlListNotSupported",
        "x-amz-expected-bucket-owner, 0123456789ab, ''",
        "x-amz-expected-bucket-owner, 999999999999, AccessDenied",
        "x-amz-expected-bucket-owner, 0000, InvalidBucketOwnerAWSAccountID",
        "x-amz-request-payer, requester, ''",
        "x-amz-request-payer, me, InvalidArgument",
        "x-amz-website-redirect-location, /, ''",
        "x-amz-website-redirect-location, elsewhere, InvalidRedirectLocation",
        "x-amz-copy-source-if-match, x, NotImplemented",
        "x-amz-checksum-sha512, x, InvalidRequest",
        "x-amz-checksum-crc16, x, InvalidRequest",
        "x-amz-checksum-mode, ENABLED, NotImplemented",
        "expect, '', ''",
        "x-amz-object-lock-event-hold, ON, NotImplemented",
        "x-amz-server-side-encryption, AES256, NotImplemented",
        "x-amz-write-offset-bytes, 5, NotImplemented",
        "x-amz-unheard-of, 1, ''",
        "x-amz-te, append-md5, ''",
        "x-amz-bypass-governance-retention, true, ''",
        "cache-control, é, ''",
        "x-amz-meta-a, é, ''",
        "if-none-match, \"x\", NotImplemented",
        "if-match, a b, InvalidArgument",
        "if-modified-since, now, NotImplemented",
        "if-unmodified-since, now, NotImplemented",
    })
    void headersAreObeyedOrRefused(String name, String value, String error) {
        assertEquals(
                error, client.send("PUT", "/bucket/key", HELLO, name, value).error());
        client.send("HEAD", "/bucket/key").requireStatus(error.isEmpty() ? 200 : 404);
    }

    @Test
    void metadataHasTwoKilobytesAtMost() {
        String most = "v".repeat(2048 - 1);
        client.send("PUT", "/bucket/key", HELLO, "x-amz-meta-k", most).requireStatus(200);
        ServiceReply refused = client.send("PUT", "/bucket/key", HELLO, "x-amz-meta-k", most + "v");
        assertEquals("MetadataTooLarge", refused.element("Code"));
        assertEquals("2049", refused.element("Size"));
        assertEquals("2048", refused.element("MaxSizeAllowed"));
        String inUtf8 = "\u00c3\u00bc".repeat(1023);
        client.send("PUT", "/bucket/key", HELLO, "x-amz-meta-k", inUtf8 + "v").requireStatus(200);
        ServiceReply tooLong = client.send("PUT", "/bucket/key", HELLO, "x-amz-meta-k", inUtf8 + "vv");
        assertEquals("MetadataTooLarge", tooLong.error());
        assertEquals("2049", tooLong.element("Size"));
    }

    @Test
    void conditionsOfAWriteAreDecidedByTheStore() {
        assertEquals(
                "NoSuchKey",
                client.send("PUT", "/bucket/key", HELLO, "if-match", TAG).error());
        client.send("PUT", "/bucket/key", HELLO, "if-none-match", "*").requireStatus(200);
        ServiceReply exists =
                client.send("PUT", "/bucket/key", HELLO, "if-none-match", "*").requireStatus(412);
        assertEquals("If-None-Match", exists.element("Condition"));
        client.send("PUT", "/bucket/key", HELLO, "if-match", TAG).requireStatus(200);
        client.send("PUT", "/bucket/key", HELLO, "if-match", TAG.replace("\"", ""))
                .requireStatus(200);
        ServiceReply changed =
                client.send("PUT", "/bucket/key", HELLO, "if-match", "\"x\"").requireStatus(412);
        assertEquals("If-Match", changed.element("Condition"));
    }

    @Test
    void conditionsOfADeletionAreDecidedByTheStore() {
        client.send("PUT", "/bucket/key", HELLO);
        client.send("DELETE", "/bucket/key", "if-match", "\"x\"").requireStatus(412);
        client.send("DELETE", "/bucket/key", "if-none-match", "*").requireStatus(501);
        client.send("DELETE", "/bucket/key", "if-match", TAG).requireStatus(204);
        client.send("DELETE", "/bucket/key", "if-match", "*").requireStatus(404);
        client.send("DELETE", "/bucket/key").requireStatus(204);
    }

    /** Whoever signed them meant something, if not this server. */
    @Test
    void whatMeansNothingToS3RefusesNoUploadIfItIsSigned() {
        client.send("PUT", "/bucket/key?X-Amz-Signature=ab&Content-Type=a%2Fb&user=1", HELLO)
                .requireStatus(200);
        assertEquals(
                "NotImplemented",
                client.send("PUT", "/bucket/key?user=1", HELLO).error());
        assertEquals(
                "NotImplemented",
                client.send("PUT", "/bucket/key?X-Amz-Signature=ab&torrent", HELLO)
                        .error());
    }

    @Test
    void conditionsInAPresignedQueryHold() {
        String uri = "/bucket/once?X-Amz-Signature=ab&If-None-Match=%2A";
        client.send("PUT", uri, HELLO).requireStatus(200);
        client.send("PUT", uri, HELLO).requireStatus(412);
        client.send("GET", uri).requireStatus(304);
    }

    @Test
    void aPresignedUrlDoesNotVouchForTheBodyThatWasMissingWhenItWasSigned() {
        for (String nothing : List.of(
                "crc32=AAAAAA%3D%3D&x-amz-sdk-checksum-algorithm=CRC32",
                "sha1=2jmj7l5rSw0yVb%2FvlWAYkK%2FYBwk%3D&x-amz-sdk-checksum-algorithm=SHA1")) {
            client.send("PUT", "/bucket/key?x-amz-checksum-" + nothing, HELLO).requireStatus(200);
        }
        String other = "/bucket/key?x-amz-checksum-crc32=AAAAAQ%3D%3D&x-amz-sdk-checksum-algorithm=CRC32";
        assertEquals("BadDigest", client.send("PUT", other, HELLO).element("Code"));
        assertEquals(
                "BadDigest",
                client.send("PUT", "/bucket/key", HELLO, "x-amz-checksum-crc32", "AAAAAA==")
                        .element("Code"));
    }

    @Test
    void objectsNeedTheirBucket() {
        assertEquals("NoSuchBucket", client.send("PUT", "/nobodys/key", HELLO).element("Code"));
        assertEquals("NoSuchBucket", client.send("DELETE", "/nobodys/key").element("Code"));
    }
}
