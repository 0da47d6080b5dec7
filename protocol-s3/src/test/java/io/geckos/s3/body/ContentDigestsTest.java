package io.geckos.s3.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.s3.testkit.ServiceClient;
import io.geckos.s3.testkit.ServiceReply;
import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Digests that clients state, tested through PutObject. Every refusal leaves the old object as it was. */
class ContentDigestsTest {
    private static final byte[] HELLO = "hello".getBytes(UTF_8);
    private static final String MD5 = "XUFAKrxLKna5cZ2REBfFkg==";
    private static final String CRC32 = "NhCmhg==";

    private final ServiceClient client = ServiceClient.withBucket();

    ContentDigestsTest() {
        client.send("PUT", "/bucket/key", "old".getBytes(UTF_8)).requireStatus(200);
    }

    @ParameterizedTest
    @CsvSource({
        "content-md5,              XUFAKrxLKna5cZ2REBfFkg==",
        "x-amz-checksum-crc32,     NhCmhg==",
        "x-amz-checksum-crc32c,    mnG7TA==",
        "x-amz-checksum-sha1,      qvTGHdzF6KLavt4PO0gs2a6pQ00=",
        "x-amz-checksum-sha256,    LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=",
        "x-amz-checksum-crc64nvme, M3eFcAZSQlc=",
        "x-amz-checksum-sha512,    "
                + "m3HSJL1i83hdltRq0+o9czGb+8KJDKra4t/3JRlnPKcjI8PZm6XBHXx6zG4UuMXaDEZjR1wuXDre9G9zvN7AQw==",
        "x-amz-checksum-md5, XUFAKrxLKna5cZ2REBfFkg==",
        "x-amz-checksum-xxhash64, JseCfYifbaM=",
        "x-amz-checksum-xxhash3, lVXoVVxi3P0=",
        "x-amz-checksum-xxhash128, tenBrQcbPn/Hec+qXlI4GA==",
    })
    void matchingDigestIsStoredAndReturnedOnRequest(String header, String value) {
        ServiceReply put =
                client.send("PUT", "/bucket/key", HELLO, header, value).requireStatus(200);
        ServiceReply got = client.send("GET", "/bucket/key", "x-amz-checksum-mode", "ENABLED");
        if (!header.equals("content-md5")) {
            assertEquals(value, put.header(header));
            assertEquals(value, got.header(header));
            assertEquals("FULL_OBJECT", got.header("x-amz-checksum-type"));
            assertEquals("", client.send("GET", "/bucket/key").header(header));
        }
        assertEquals("hello", got.text());
    }

    @ParameterizedTest
    @CsvSource({
        "content-md5,              AAAAAAAAAAAAAAAAAAAAAA==, BadDigest",
        "content-md5,              AAAA,                     InvalidDigest",
        "content-md5,              '',                       InvalidDigest",
        "content-md5,              no base64,                InvalidDigest",
        "x-amz-checksum-crc32,     AAAAAA==,                 BadDigest",
        "x-amz-checksum-crc32,     AAAA,                     InvalidRequest",
        "x-amz-checksum-crc32,     NhCmhh==,                 InvalidRequest",
        "x-amz-checksum-sha256,    NhCmhg==,                 InvalidRequest",
        "x-amz-checksum-md5,       NhCmhg==,                 InvalidRequest",
        "x-amz-checksum-md5,       AAAAAAAAAAAAAAAAAAAAAA==, BadDigest",
        "x-amz-checksum-xxhash64,  AAAAAAAAAAA=,             BadDigest",
        "x-amz-checksum-xxhash3,   AAAAAAAAAAA=,             BadDigest",
        "x-amz-checksum-xxhash3,   AAAAAA==,                 InvalidRequest",
        "x-amz-checksum-xxhash128, AAAAAAAAAAAAAAAAAAAAAA==, BadDigest",
        "x-amz-trailer,            x-amz-meta-a,             InvalidRequest",
        "x-amz-trailer,            x-amz-checksum-crc32,     MalformedTrailerError",
        "x-amz-sdk-checksum-algorithm, CRC32,                InvalidRequest",
        "x-amz-trailer,            x-amz-checksum-sha512,    MalformedTrailerError",
        "x-amz-trailer,            x-amz-checksum-crc16,     InvalidRequest",
        "x-amz-sdk-checksum-algorithm, MD4,                  InvalidRequest",
        "x-amz-sdk-checksum-algorithm, MD5,                  InvalidRequest",
    })
    void wrongOrMalformedDigestIsRefused(String header, String value, String error) {
        assertRefused(error, client.send("PUT", "/bucket/key", HELLO, header, value));
    }

    @Test
    void oneChecksumIsEnough() {
        assertRefused(
                "InvalidRequest",
                client.send("PUT", "/bucket/key", HELLO, "x-amz-checksum-crc32", CRC32, "x-amz-checksum-sha1", "x"));
        assertRefused(
                "InvalidRequest",
                client.send(
                        "PUT",
                        "/bucket/key",
                        HELLO,
                        "x-amz-checksum-crc32",
                        CRC32,
                        "x-amz-trailer",
                        "x-amz-checksum-sha1"));
    }

    @Test
    void theAnnouncedAlgorithmMustBeTheOneUsed() {
        client.send("PUT", "/bucket/key", HELLO, "x-amz-checksum-crc32", CRC32, "x-amz-sdk-checksum-algorithm", "CRC32")
                .requireStatus(200);
        ServiceReply refused = client.send(
                "PUT", "/bucket/other", HELLO, "x-amz-checksum-crc32", CRC32, "x-amz-sdk-checksum-algorithm", "SHA1");
        assertEquals("Value for x-amz-sdk-checksum-algorithm header is invalid.", refused.element("Message"));
    }

    @Test
    void aTrailerIsComparedAndStored() {
        client.send(
                        "PUT",
                        "/bucket/key",
                        HELLO,
                        "x-amz-trailer",
                        "x-amz-checksum-crc32",
                        "fake-trailer",
                        "x-amz-checksum-crc32=" + CRC32)
                .requireStatus(200);
        assertEquals(
                CRC32,
                client.send("HEAD", "/bucket/key", "x-amz-checksum-mode", "ENABLED")
                        .header("x-amz-checksum-crc32"));
    }

    @Test
    void missingOrTooLargeLengthIsRefused() {
        var headers = ServiceClient.headers("authorization", "owner");
        assertRefused(
                "MissingContentLength",
                client.exchange("PUT", "/bucket/key", new ByteArrayInputStream(HELLO), headers));
        assertRefused("EntityTooLarge", client.send("PUT", "/bucket/key", HELLO, "content-length", "5368709121"));
        assertRefused("InvalidArgument", client.send("PUT", "/bucket/key", HELLO, "content-length", "5a"));
        assertRefused("IncompleteBody", client.send("PUT", "/bucket/key", HELLO, "content-length", "6"));
        assertRefused("IncompleteBody", client.send("PUT", "/bucket/key", HELLO, "content-length", "4"));
    }

    @Test
    void md5AndChecksumMayComeTogether() {
        client.send("PUT", "/bucket/key", HELLO, "content-md5", MD5, "x-amz-checksum-crc32", CRC32)
                .requireStatus(200);
    }

    private void assertRefused(String error, ServiceReply reply) {
        assertEquals(error, reply.error());
        assertEquals("old", client.send("GET", "/bucket/key").text());
    }
}
