package io.geckos.s3.encryption;

import static io.geckos.s3.encryption.EncryptingServer.CUSTOMER;
import static io.geckos.s3.encryption.EncryptingServer.METHOD;
import static io.geckos.s3.encryption.EncryptingServer.customer;
import static io.geckos.s3.encryption.EncryptingServer.keyMd5;
import static io.geckos.s3.encryption.EncryptingServer.source;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.s3.testkit.MultipartSession;
import io.geckos.s3.testkit.ServiceClient;
import io.geckos.s3.testkit.ServiceReply;
import io.geckos.storage.testkit.data.GeneratedBytes;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Uploads in parts whose parts are sealed. */
class EncryptedUploadTest {
    private static final byte[] ONE = new GeneratedBytes(1, MultipartSession.MINIMUM).bytes();
    private static final byte[] TWO = new GeneratedBytes(2, 100_001).bytes();

    private final ServiceClient client = EncryptingServer.withMasterKey();
    private final MultipartSession multipart = new MultipartSession(client);

    private static byte[] whole() {
        byte[] whole = Arrays.copyOf(ONE, ONE.length + TWO.length);
        System.arraycopy(TWO, 0, whole, ONE.length, TWO.length);
        return whole;
    }

    private String send(String upload, int number, byte[] bytes, String... headers) {
        return multipart.send(upload, number, bytes, headers).requireStatus(200).header("ETag");
    }

    private ServiceReply complete(String upload, String... tags) {
        String[] parts = new String[tags.length];
        for (int i = 0; i < tags.length; i++) {
            parts[i] = MultipartSession.part(i + 1, tags[i]);
        }
        return multipart.complete(upload, parts);
    }

    @Test
    void partsAreSealedWithTheKeyOfTheClient() {
        String upload = multipart.begin(customer(1));
        ServiceReply first = multipart.send(upload, 1, ONE, customer(1)).requireStatus(200);
        assertEquals(keyMd5(1), first.header(CUSTOMER + "key-MD5"));
        complete(upload, first.header("ETag"), send(upload, 2, TWO, customer(1)))
                .requireStatus(200);
        assertArrayEquals(
                whole(), client.send("GET", "/bucket/key", customer(1)).bytes());
        client.send("GET", "/bucket/key").requireError(400, "InvalidRequest");
        client.send("GET", "/bucket/key", customer(2)).requireError(403, "AccessDenied");
    }

    @Test
    void rangesAndPartsAreReadAcrossSegments() {
        String upload = multipart.begin(customer(1));
        complete(upload, send(upload, 1, ONE, customer(1)), send(upload, 2, TWO, customer(1)))
                .requireStatus(200);
        int edge = ONE.length;
        ServiceReply across =
                client.send("GET", "/bucket/key", customer(1, "Range", "bytes=" + (edge - 2) + "-" + (edge + 70_000)));
        assertArrayEquals(
                Arrays.copyOfRange(whole(), edge - 2, edge + 70_001),
                across.requireStatus(206).bytes());
        ServiceReply part =
                client.send("GET", "/bucket/key?partNumber=2", customer(1)).requireStatus(206);
        assertArrayEquals(TWO, part.bytes());
        ServiceReply head =
                client.send("HEAD", "/bucket/key?partNumber=2", customer(1)).requireStatus(206);
        assertEquals("100001", head.header("Content-Length"));
    }

    @Test
    void everyPartNeedsTheKeyOfTheUpload() {
        String upload = multipart.begin(customer(1));
        multipart.send(upload, 1, TWO).requireError(400, "InvalidRequest");
        multipart.send(upload, 1, TWO, customer(2)).requireError(400, "InvalidRequest");
        multipart.send(upload, 1, TWO, METHOD, "AES256").requireError(400, "InvalidArgument");
        ServiceReply listed =
                client.send("GET", "/bucket/key?uploadId=" + upload).requireStatus(200);
        assertEquals("", listed.element("PartNumber"));
        String plain = multipart.begin();
        multipart.send(plain, 1, TWO, customer(1)).requireError(400, "InvalidRequest");
    }

    @Test
    void otherRequestsAboutAnUploadMayBringItsKey() {
        String upload = multipart.begin(customer(1));
        String tag = send(upload, 1, TWO, customer(1));
        String uri = "/bucket/key?uploadId=" + upload;
        client.send("GET", uri, customer(2)).requireError(400, "InvalidRequest");
        client.send("GET", uri, customer(1)).requireStatus(200);
        byte[] document =
                MultipartSession.document(MultipartSession.part(1, tag)).getBytes(UTF_8);
        client.send("POST", uri, document, customer(2)).requireError(400, "InvalidRequest");
        ServiceReply completed = client.send("POST", uri, document, customer(1)).requireStatus(200);
        assertEquals("AES256", completed.header(CUSTOMER + "algorithm"));
    }

    @Test
    void partsAreSealedWithTheMasterKey() {
        String upload = multipart.begin(METHOD, "AES256");
        ServiceReply first = multipart.send(upload, 1, ONE).requireStatus(200);
        assertEquals("AES256", first.header(METHOD));
        ServiceReply completed = complete(upload, first.header("ETag"), send(upload, 2, TWO));
        assertEquals("AES256", completed.requireStatus(200).header(METHOD));
        ServiceReply got = client.send("GET", "/bucket/key").requireStatus(200);
        assertArrayEquals(whole(), got.bytes());
        assertEquals("AES256", got.header(METHOD));
    }

    @Test
    void aCopyOfAnObjectInPartsIsSealedAnew() {
        String upload = multipart.begin(METHOD, "AES256");
        complete(upload, send(upload, 1, ONE), send(upload, 2, TWO)).requireStatus(200);
        client.send("PUT", "/bucket/copy", "x-amz-copy-source", "/bucket/key", METHOD, "AES256")
                .requireStatus(200);
        assertArrayEquals(whole(), client.send("GET", "/bucket/copy").bytes());
        client.send("PUT", "/bucket/plain", "x-amz-copy-source", "/bucket/key").requireStatus(200);
        assertArrayEquals(whole(), client.send("GET", "/bucket/plain").bytes());
    }

    @Test
    void partsAreCopiedFromAndIntoSealedObjects() {
        client.send("PUT", "/bucket/own", TWO, customer(1)).requireStatus(200);
        client.send("PUT", "/bucket/plain", TWO).requireStatus(200);
        for (String[] begun : new String[][] {{}, {METHOD, "AES256"}, customer(2)}) {
            String upload = multipart.begin(begun);
            boolean ownKey = begun.length > 2;
            String uri = "/bucket/key?uploadId=" + upload + "&partNumber=1";
            String range = "x-amz-copy-source-range";
            String[] target = ownKey ? customer(2) : new String[0];
            String[] from = source(1, "x-amz-copy-source", "/bucket/own", range, "bytes=70000-100000");
            client.send("PUT", uri, concat(from, target)).requireStatus(200);
            String[] plain = {"x-amz-copy-source", "/bucket/plain", range, "bytes=70000-100000"};
            ServiceReply part = client.send("PUT", uri, concat(plain, target)).requireStatus(200);
            complete(upload, part.element("ETag").replace("&quot;", "\"")).requireStatus(200);
            assertArrayEquals(
                    Arrays.copyOfRange(TWO, 70_000, 100_001),
                    client.send("GET", "/bucket/key", target).bytes());
        }
    }

    private static String[] concat(String[] one, String[] two) {
        String[] both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        return both;
    }

    @Test
    void copyingAPartNeedsBothKeys() {
        client.send("PUT", "/bucket/own", TWO, customer(1)).requireStatus(200);
        String upload = multipart.begin(customer(2));
        String uri = "/bucket/key?uploadId=" + upload + "&partNumber=1";
        client.send("PUT", uri, customer(2, "x-amz-copy-source", "/bucket/own")).requireError(400, "InvalidRequest");
        client.send("PUT", uri, source(1, "x-amz-copy-source", "/bucket/own")).requireError(400, "InvalidRequest");
        client.send("PUT", uri, concat(source(3, "x-amz-copy-source", "/bucket/own"), customer(2)))
                .requireError(403, "AccessDenied");
    }
}
