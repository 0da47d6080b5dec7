package io.geckos.s3.encryption;

import static io.geckos.s3.encryption.EncryptingServer.CUSTOMER;
import static io.geckos.s3.encryption.EncryptingServer.METHOD;
import static io.geckos.s3.encryption.EncryptingServer.SOURCE;
import static io.geckos.s3.encryption.EncryptingServer.customer;
import static io.geckos.s3.encryption.EncryptingServer.key;
import static io.geckos.s3.encryption.EncryptingServer.keyMd5;
import static io.geckos.s3.encryption.EncryptingServer.source;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.StoredObject;
import io.geckos.s3.testkit.FormBody;
import io.geckos.s3.testkit.ServiceClient;
import io.geckos.s3.testkit.ServiceReply;
import io.geckos.storage.testkit.data.GeneratedBytes;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects that are sealed with keys of clients (SSE-C). */
class CustomerKeyTest {
    private static final byte[] HELLO = "hello".getBytes(UTF_8);
    private static final String MD5 = "\"5d41402abc4b2a76b9719d911017c592\"";

    private final ServiceClient client = EncryptingServer.withoutMasterKey(false);

    private ServiceReply put(int key) {
        return client.send("PUT", "/bucket/k", HELLO, customer(key)).requireStatus(200);
    }

    private static void assertDescribed(ServiceReply reply, int key) {
        assertEquals("AES256", reply.header(CUSTOMER + "algorithm"));
        assertEquals(keyMd5(key), reply.header(CUSTOMER + "key-MD5"));
        assertEquals("", reply.header(METHOD));
    }

    @Test
    void anObjectIsGivenToWhoHasItsKey() {
        assertDescribed(put(1), 1);
        ServiceReply got = client.send("GET", "/bucket/k", customer(1)).requireStatus(200);
        assertEquals("hello", got.text());
        assertDescribed(got, 1);
        ServiceReply head = client.send("HEAD", "/bucket/k", customer(1)).requireStatus(200);
        assertEquals("5", head.header("Content-Length"));
        assertDescribed(head, 1);
        assertEquals(got.header("ETag"), head.header("ETag"));
    }

    @Test
    void theTagIsNotTheMd5AndTheStoredBytesAreSealed() {
        ServiceReply reply = put(1);
        assertNotEquals(MD5, reply.header("ETag"));
        try (StoredObject stored = client.storage.objects().open(ObjectId.of("bucket", "k"), Version.LATEST)) {
            assertEquals(5, stored.info().size());
            assertEquals(32 + 5 + 16, stored.storedSize());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void withoutTheKeyNothingIsRead(String method) {
        put(1);
        client.send(method, "/bucket/k").requireError(400, "InvalidRequest");
        client.send(method, "/bucket/k", customer(2)).requireError(403, "AccessDenied");
        client.send(method, "/bucket/k", METHOD, "AES256").requireError(400, "InvalidArgument");
    }

    @Test
    void attributesNeedTheKeyToo() {
        put(1);
        String uri = "/bucket/k?attributes";
        client.send("GET", uri, "x-amz-object-attributes", "ObjectSize").requireError(400, "InvalidRequest");
        client.send("GET", uri, customer(2, "x-amz-object-attributes", "ObjectSize"))
                .requireError(403, "AccessDenied");
        ServiceReply got = client.send("GET", uri, customer(1, "x-amz-object-attributes", "ObjectSize"));
        assertEquals("5", got.element("ObjectSize"));
    }

    @Test
    void listingsAndTagsNeedNoKey() {
        put(1);
        ServiceReply listed = client.send("GET", "/bucket?list-type=2").requireStatus(200);
        assertEquals("5", listed.element("Size"));
        client.send("GET", "/bucket/k?tagging").requireStatus(200);
        client.send("DELETE", "/bucket/k").requireStatus(204);
    }

    @Test
    void aKeyForAPlainObjectIsRefused() {
        client.send("PUT", "/bucket/k", HELLO).requireStatus(200);
        client.send("GET", "/bucket/k", customer(1)).requireError(400, "InvalidRequest");
        client.send("HEAD", "/bucket/k", customer(1)).requireError(400, "InvalidRequest");
    }

    @ParameterizedTest
    @CsvSource({
        "AES128,    KEY,                                          MD5,                      InvalidEncryptionAlgorithmError",
        "'',        KEY,                                          MD5,                      InvalidArgument",
        "AES256,    '',                                           MD5,                      InvalidArgument",
        "AES256,    KEY,                                          '',                       InvalidArgument",
        "AES256,    KEY,                                          AAAAAAAAAAAAAAAAAAAAAA==, InvalidArgument",
        "AES256,    AAAA,                                         MD5,                      InvalidArgument",
        "AES256,    not base64,                                   MD5,                      InvalidArgument",
        "AES256,    '',                                           '',                       InvalidArgument",
        "'',        KEY,                                          '',                       InvalidArgument",
    })
    void headersThatDoNotAgreeAreRefused(String algorithm, String key, String md5, String code) {
        String[] headers = {
            CUSTOMER + "algorithm", algorithm,
            CUSTOMER + "key", key.replace("KEY", key(1)),
            CUSTOMER + "key-md5", md5.replace("MD5", keyMd5(1))
        };
        client.send("PUT", "/bucket/k", HELLO, headers).requireError(400, code);
        client.send("POST", "/bucket/k?uploads", headers).requireError(400, code);
        client.send("PUT", "/bucket/there", HELLO).requireStatus(200);
        client.send("GET", "/bucket/there", headers).requireError(400, code);
        assertEquals(List.of("there"), client.keys());
    }

    @Test
    void aKeyAndAMethodOfTheServerContradictEachOther() {
        client.send("PUT", "/bucket/k", HELLO, customer(1, METHOD, "AES256")).requireError(400, "InvalidArgument");
        client.send("PUT", "/bucket/k", HELLO, customer(1, METHOD, "aws:kms")).requireError(400, "InvalidArgument");
        assertEquals(List.of(), client.keys());
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,    false, 200",
        "::1,          false, 200",
        "10.1.2.3,     false, 400",
        "2001:db8::1,  false, 400",
        "10.1.2.3,     true,  200",
    })
    void withoutTlsOnlyThisMachineMaySendKeysUnlessAllowed(String address, boolean allowed, int status) {
        ServiceClient asked = EncryptingServer.withoutMasterKey(allowed);
        Map<String, List<String>> headers =
                ServiceClient.headers(customer(1, "authorization", "owner", "content-length", "5"));
        ServiceReply reply = asked.exchange("PUT", "/bucket/k", new ByteArrayInputStream(HELLO), headers, address);
        assertEquals(status, reply.status(), reply.text());
        assertEquals(status == 200 ? List.of("k") : List.of(), asked.keys());
    }

    @Test
    void rangesAreOpenedWhereTheyLie() {
        byte[] bytes = new GeneratedBytes(1, 200_000).bytes();
        client.send("PUT", "/bucket/k", bytes, customer(1)).requireStatus(200);
        for (int[] range :
                new int[][] {{0, 0}, {65_535, 65_536}, {131_072, 131_072}, {199_999, 199_999}, {7, 190_000}}) {
            ServiceReply got =
                    client.send("GET", "/bucket/k", customer(1, "Range", "bytes=" + range[0] + "-" + range[1]));
            got.requireStatus(206);
            assertArrayEquals(Arrays.copyOfRange(bytes, range[0], range[1] + 1), got.bytes());
            assertEquals("bytes " + range[0] + "-" + range[1] + "/200000", got.header("Content-Range"));
        }
    }

    @Test
    void copiesGoFromKeyToKey() {
        put(1);
        client.send("PUT", "/bucket/other", copy(source(1), customer(2))).requireStatus(200);
        assertEquals("hello", client.send("GET", "/bucket/other", customer(2)).text());
        client.send("GET", "/bucket/other", customer(1)).requireError(403, "AccessDenied");
        client.send("PUT", "/bucket/plain", copy(source(1))).requireStatus(200);
        ServiceReply plain = client.send("GET", "/bucket/plain").requireStatus(200);
        assertEquals("hello", plain.text());
        assertEquals(MD5, plain.header("ETag"));
        ServiceReply sealed = client.send("PUT", "/bucket/sealed", customer(3, "x-amz-copy-source", "/bucket/plain"));
        assertDescribed(sealed.requireStatus(200), 3);
        assertEquals("hello", client.send("GET", "/bucket/sealed", customer(3)).text());
    }

    private static String[] copy(String[]... headers) {
        return Stream.concat(
                        Stream.of("x-amz-copy-source", "/bucket/k"),
                        Arrays.stream(headers).flatMap(Arrays::stream))
                .toArray(String[]::new);
    }

    @Test
    void aCopyNeedsTheKeyOfItsSource() {
        put(1);
        client.send("PUT", "/bucket/other", copy(customer(1))).requireError(400, "InvalidRequest");
        client.send("PUT", "/bucket/other", copy(source(2))).requireError(403, "AccessDenied");
        client.send("PUT", "/bucket/other", copy(new String[] {SOURCE + "algorithm", "AES256"}))
                .requireError(400, "InvalidArgument");
        assertEquals(List.of("k"), client.keys());
    }

    @Test
    void aCopyOntoItselfMayChangeTheKey() {
        put(1);
        client.send("PUT", "/bucket/k", copy(source(1), customer(2))).requireStatus(200);
        assertEquals("hello", client.send("GET", "/bucket/k", customer(2)).text());
        client.send("GET", "/bucket/k", customer(1)).requireError(403, "AccessDenied");
    }

    @Test
    void aFormMayBringAKey() {
        ServiceReply reply = FormBody.allowedBy(
                        "k",
                        "[\"starts-with\", \"$" + CUSTOMER + "algorithm\", \"\"]",
                        "[\"starts-with\", \"$" + CUSTOMER + "key\", \"\"]",
                        "[\"starts-with\", \"$" + CUSTOMER + "key-md5\", \"\"]")
                .field(CUSTOMER + "algorithm", "AES256")
                .field(CUSTOMER + "key", key(1))
                .field(CUSTOMER + "key-md5", keyMd5(1))
                .file("hello")
                .post(client);
        assertEquals(204, reply.status(), reply.text());
        assertEquals("hello", client.send("GET", "/bucket/k", customer(1)).text());
        client.send("GET", "/bucket/k").requireError(400, "InvalidRequest");
    }
}
