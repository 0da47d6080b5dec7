package io.geckos.signer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The examples of the S3 API reference.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">Signature by header</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">Signature by query</a>
 */
class V4SignerTest {
    private static final Instant TIME = Instant.parse("2013-05-24T00:00:00Z");
    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private final V4Signer signer =
            new V4Signer("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1", "s3");

    @Test
    void signsAGetWithARange() {
        SortedMap<String, String> headers = headers(EMPTY);
        headers.put("range", "bytes=0-9");
        assertSignature(
                "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41", request("/test.txt", "", headers));
    }

    @Test
    void signsAPutWithItsPayload() {
        String payload = "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072";
        SortedMap<String, String> headers = headers(payload);
        headers.put("date", "Fri, 24 May 2013 00:00:00 GMT");
        headers.put("x-amz-storage-class", "REDUCED_REDUNDANCY");
        assertSignature(
                "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
                new RequestToSign("PUT", "/test%24file.text", "", headers, payload));
    }

    @Test
    void signsAParameterWithoutAValue() {
        assertSignature(
                "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
                request("/", "lifecycle=", headers(EMPTY)));
    }

    @Test
    void signsParametersInOrder() {
        assertSignature(
                "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
                request("/", RequestToSign.canonicalQuery("prefix=J&max-keys=2"), headers(EMPTY)));
    }

    @Test
    void sortsParametersByNameBeforeValue() {
        assertEquals("select=&select-type=2", RequestToSign.canonicalQuery("select-type=2&select"));
        assertEquals("a=1&a=2&a-b=0&c==", RequestToSign.canonicalQuery("c==&a-b=0&a=2&&a=1"));
    }

    @Test
    void presignsAGet() {
        SortedMap<String, String> host = new TreeMap<>(Map.of("host", "examplebucket.s3.amazonaws.com"));
        RequestToSign request = new RequestToSign("GET", "/test.txt", "", host, V4Signer.UNSIGNED_PAYLOAD);
        String query = signer.presign(request, "86400", TIME);
        assertEquals(
                "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
                        + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
                        + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
                query);
    }

    @Test
    void signsChunksAndTheTrailerBehindThem() {
        String seed = "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e";
        String first = signer.chunkSignature(seed, "a".repeat(65_536).getBytes(US_ASCII), TIME);
        assertEquals("b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2", first);
        String second = signer.chunkSignature(first, "a".repeat(1024).getBytes(US_ASCII), TIME);
        assertEquals("1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7", second);
        String last = signer.chunkSignature(second, new byte[0], TIME);
        assertEquals("2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992", last);
        assertEquals(
                "d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435",
                signer.trailerSignature(last, "x-amz-checksum-crc32c:sOO8/Q==\n".getBytes(US_ASCII), TIME));
    }

    @Test
    void derivesANewKeyEachDay() {
        RequestToSign request = request("/", "lifecycle=", headers(EMPTY));
        signer.authorization(request, TIME.plus(Duration.ofDays(1)));
        assertSignature("fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543", request);
    }

    private void assertSignature(String expected, RequestToSign request) {
        String authorization = signer.authorization(request, TIME);
        assertTrue(authorization.endsWith(", Signature=" + expected), authorization);
    }

    private static SortedMap<String, String> headers(String payload) {
        return new TreeMap<>(Map.of(
                "host", "examplebucket.s3.amazonaws.com",
                "x-amz-content-sha256", payload,
                "x-amz-date", "20130524T000000Z"));
    }

    private static RequestToSign request(String path, String query, SortedMap<String, String> headers) {
        return new RequestToSign("GET", path, query, headers, EMPTY);
    }
}
