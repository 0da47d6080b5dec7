package io.geckos.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.geckos.auth.testkit.ExampleKeys;
import io.geckos.auth.testkit.TestRequest;
import io.geckos.domain.security.Authenticator.Authentication;
import io.geckos.domain.security.Identity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The requests whose signatures AWS publishes. */
class AwsExamplesTest {
    private static final Identity OWNER = new Identity.Known(ExampleKeys.OWNER, ExampleKeys.ID);
    private static final String CONTENT = "a".repeat(66_560);

    private final SignatureAuthenticator authenticator = ExampleKeys.authenticator();

    @Test
    void getObject() throws IOException {
        accepted(example("GET", "/test.txt", "")
                .header("range", "bytes=0-9")
                .header(
                        "authorization",
                        authorization(
                                "host;range;x-amz-content-sha256;x-amz-date",
                                "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")));
    }

    @Test
    void putObject() throws IOException {
        TestRequest request = example("PUT", "/test%24file.text", "")
                .header("date", "Fri, 24 May 2013 00:00:00 GMT")
                .header("x-amz-storage-class", "REDUCED_REDUNDANCY")
                .header("x-amz-content-sha256", "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072")
                .header(
                        "authorization",
                        authorization(
                                "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
                                "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"))
                .body("Welcome to Amazon S3.");
        assertEquals("Welcome to Amazon S3.", accepted(request));
        request.path = "/test$file.text";
        assertEquals("Welcome to Amazon S3.", accepted(request));
    }

    @Test
    void getBucketLifecycle() throws IOException {
        accepted(example("GET", "/", "lifecycle")
                .header(
                        "authorization",
                        authorization(
                                "host;x-amz-content-sha256;x-amz-date",
                                "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")));
    }

    @Test
    void listObjects() throws IOException {
        accepted(example("GET", "/", "max-keys=2&prefix=J")
                .header(
                        "authorization",
                        authorization(
                                "host;x-amz-content-sha256;x-amz-date",
                                "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")));
    }

    @Test
    void presignedGetObject() throws IOException {
        accepted(new TestRequest(
                        "GET",
                        "/test.txt",
                        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1"
                                + "%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400"
                                + "&X-Amz-SignedHeaders=host&X-Amz-Signature="
                                + "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404")
                .header("host", "examplebucket.s3.amazonaws.com"));
    }

    @Test
    void uploadInSignedChunks() throws IOException {
        assertEquals(
                CONTENT,
                accepted(chunked("STREAMING-AWS4-HMAC-SHA256-PAYLOAD")
                        .header("content-length", "66824")
                        .header(
                                "authorization",
                                authorization(
                                        "content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;"
                                                + "x-amz-decoded-content-length;x-amz-storage-class",
                                        "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9"))
                        .body(chunks(
                                        "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
                                        "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
                                        "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9")
                                + "\r\n")));
    }

    @Test
    void uploadInSignedChunksWithTrailer() throws IOException {
        TestRequest request = chunked("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER")
                .header("x-amz-trailer", "x-amz-checksum-crc32c")
                .header(
                        "authorization",
                        authorization(
                                "content-encoding;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;"
                                        + "x-amz-storage-class;x-amz-trailer",
                                "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e"))
                .body(chunks(
                                "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2",
                                "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7",
                                "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992")
                        + "x-amz-checksum-crc32c:sOO8/Q==\r\n"
                        + "x-amz-trailer-signature:"
                        + "d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n");
        Authentication authentication = request.authenticate(authenticator);
        byte[] body = authentication
                .payload()
                .decode(new ByteArrayInputStream(request.body))
                .readAllBytes();
        assertEquals(CONTENT, new String(body, ISO_8859_1));
        assertEquals(
                Map.of("x-amz-checksum-crc32c", "sOO8/Q=="),
                authentication.payload().trailers());
    }

    private String accepted(TestRequest request) throws IOException {
        assertEquals(OWNER, request.authenticate(authenticator).identity());
        String body = new String(request.accept(authenticator), ISO_8859_1);
        assertFalse(body.contains("chunk-signature"));
        return body;
    }

    private static TestRequest example(String method, String path, String query) {
        return new TestRequest(method, path, query)
                .header("host", "examplebucket.s3.amazonaws.com")
                .header("x-amz-date", ExampleKeys.STAMP)
                .header("x-amz-content-sha256", ExampleKeys.NOTHING_SHA256);
    }

    private static TestRequest chunked(String type) {
        return new TestRequest("PUT", "/examplebucket/chunkObject.txt", "")
                .header("host", "s3.amazonaws.com")
                .header("x-amz-date", ExampleKeys.STAMP)
                .header("x-amz-storage-class", "REDUCED_REDUNDANCY")
                .header("x-amz-content-sha256", type)
                .header("content-encoding", "aws-chunked")
                .header("x-amz-decoded-content-length", "66560");
    }

    private static String chunks(String first, String second, String last) {
        return "10000;chunk-signature=" + first + "\r\n" + CONTENT.substring(0, 65_536) + "\r\n"
                + "400;chunk-signature=" + second + "\r\n" + CONTENT.substring(0, 1024) + "\r\n"
                + "0;chunk-signature=" + last + "\r\n";
    }

    private static String authorization(String signedHeaders, String signature) {
        return "AWS4-HMAC-SHA256 Credential=" + ExampleKeys.ID + "/" + ExampleKeys.SCOPE + ",SignedHeaders="
                + signedHeaders + ",Signature=" + signature;
    }
}
