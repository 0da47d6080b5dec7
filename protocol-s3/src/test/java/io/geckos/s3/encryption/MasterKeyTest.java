package io.geckos.s3.encryption;

import static io.geckos.s3.encryption.EncryptingServer.METHOD;
import static io.geckos.s3.encryption.EncryptingServer.customer;
import static io.geckos.s3.encryption.EncryptingServer.source;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.Seal;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.WriteCondition;
import io.geckos.s3.testkit.FormBody;
import io.geckos.s3.testkit.ServiceClient;
import io.geckos.s3.testkit.ServiceReply;
import io.geckos.storage.testkit.data.ObjectBytes;
import io.geckos.storage.testkit.data.Uploads;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Objects that are sealed with the master keys of the server (SSE-S3). */
class MasterKeyTest {
    private static final byte[] HELLO = "hello".getBytes(UTF_8);
    private static final String MD5 = "\"5d41402abc4b2a76b9719d911017c592\"";

    private final ServiceClient client = EncryptingServer.withMasterKey();

    private static StoredObject stored(ServiceClient client, String key) {
        return client.storage.objects().open(ObjectId.of("bucket", key), Version.LATEST);
    }

    private static Optional<Seal.Kind> kind(ServiceClient client, String key) {
        try (StoredObject stored = stored(client, key)) {
            return stored.info().spec().seal().map(Seal::kind);
        }
    }

    private static byte[] storedBytes(ServiceClient client, String key) {
        try (StoredObject stored = stored(client, key)) {
            return ObjectBytes.read(stored, ByteSpan.whole(stored.storedSize()));
        }
    }

    @Test
    void anObjectIsSealedOnRequestAndReadByEverybody() {
        ServiceReply put =
                client.send("PUT", "/bucket/k", HELLO, METHOD, "AES256").requireStatus(200);
        assertEquals("AES256", put.header(METHOD));
        assertEquals(MD5, put.header("ETag"));
        ServiceReply got = client.send("GET", "/bucket/k").requireStatus(200);
        assertEquals("hello", got.text());
        assertEquals("AES256", got.header(METHOD));
        assertEquals("AES256", client.send("HEAD", "/bucket/k").header(METHOD));
        assertEquals(Optional.of(Seal.Kind.SSE_S3), kind(client, "k"));
        assertEquals(32 + 5 + 16, storedBytes(client, "k").length);
    }

    @Test
    void theSealOfAnotherObjectOpensNothingAndSaysSo() {
        client.send("PUT", "/bucket/k", HELLO, METHOD, "AES256").requireStatus(200);
        client.send("PUT", "/bucket/other", "world".getBytes(UTF_8), METHOD, "AES256")
                .requireStatus(200);
        Seal other = seal("other");
        client.storage.objects().reseal(ObjectId.of("bucket", "k"), Version.LATEST, seal("k"), other);
        for (String[] copy : new String[][] {{}, {METHOD, "AES256", "x-amz-checksum-algorithm", "SHA1"}}) {
            List<String> headers = new ArrayList<>(List.of("x-amz-copy-source", "bucket/k"));
            headers.addAll(List.of(copy));
            ServiceReply refused = client.send("PUT", "/bucket/copy", new byte[0], headers.toArray(String[]::new));
            refused.requireError(503, "ServiceUnavailable");
            assertTrue(refused.text().contains("do not open"), refused.text());
        }
        client.send("HEAD", "/bucket/copy").requireStatus(404);
    }

    @Test
    void sealedBytesOfAnotherLengthThanTheObjectTakesAreRefusedBeforeAnyIsSent() {
        client.send("PUT", "/bucket/k", HELLO, METHOD, "AES256").requireStatus(200);
        ObjectSpec spec = ObjectSpec.EMPTY.withSeal(Optional.of(seal("k")));
        client.storage.objects().put(ObjectId.of("bucket", "k"), spec, Uploads.of(""), WriteCondition.ALWAYS);
        ServiceReply refused = client.send("GET", "/bucket/k");
        refused.requireError(503, "ServiceUnavailable");
        assertTrue(refused.text().contains("restore both from a backup"), refused.text());
    }

    private Seal seal(String key) {
        try (StoredObject stored = stored(client, key)) {
            return stored.info().spec().seal().orElseThrow();
        }
    }

    @Test
    void answersAboutPlainObjectsSayNothingOfEncryption() {
        assertEquals(
                "", client.send("PUT", "/bucket/k", HELLO).requireStatus(200).header(METHOD));
        assertEquals("", client.send("GET", "/bucket/k").header(METHOD));
        assertEquals(Optional.empty(), kind(client, "k"));
    }

    @Test
    void aServerMayEncryptEverything() {
        ServiceClient all = EncryptingServer.byDefault();
        assertEquals("AES256", all.send("PUT", "/bucket/k", HELLO).header(METHOD));
        assertEquals("hello", all.send("GET", "/bucket/k").text());
        assertEquals(Optional.of(Seal.Kind.SSE_S3), kind(all, "k"));
        all.send("PUT", "/bucket/own", HELLO, customer(1)).requireStatus(200);
        assertEquals(Optional.of(Seal.Kind.SSE_C), kind(all, "own"));
    }

    @Test
    void aCopyOfASealedObjectSharesItsBytesAndHasASealOfItsOwn() {
        client.send("PUT", "/bucket/k", HELLO, METHOD, "AES256").requireStatus(200);
        ServiceReply copy = client.send("PUT", "/bucket/copy", "x-amz-copy-source", "/bucket/k", METHOD, "AES256");
        assertEquals("AES256", copy.requireStatus(200).header(METHOD));
        assertArrayEquals(storedBytes(client, "k"), storedBytes(client, "copy"));
        try (StoredObject one = stored(client, "k");
                StoredObject two = stored(client, "copy")) {
            assertNotEquals(one.info().spec().seal(), two.info().spec().seal());
        }
        assertEquals("hello", client.send("GET", "/bucket/copy").text());
    }

    @Test
    void aCopyIsSealedAsItsOwnRequestAsks() {
        client.send("PUT", "/bucket/k", HELLO, METHOD, "AES256").requireStatus(200);
        assertEquals(
                "",
                client.send("PUT", "/bucket/plain", "x-amz-copy-source", "/bucket/k")
                        .header(METHOD));
        assertEquals(Optional.empty(), kind(client, "plain"));
        assertEquals("hello", client.send("GET", "/bucket/plain").text());
        client.send("PUT", "/bucket/own", customer(1, "x-amz-copy-source", "/bucket/k"))
                .requireStatus(200);
        assertEquals("hello", client.send("GET", "/bucket/own", customer(1)).text());
        client.send("PUT", "/bucket/back", source(1, "x-amz-copy-source", "/bucket/own", METHOD, "AES256"))
                .requireStatus(200);
        ServiceReply back = client.send("GET", "/bucket/back");
        assertEquals("hello", back.text());
        assertEquals(MD5, back.header("ETag"));
    }

    @Test
    void aCopyWithAnotherChecksumIsSealedAnew() {
        client.send("PUT", "/bucket/k", HELLO, METHOD, "AES256").requireStatus(200);
        ServiceReply copy = client.send(
                "PUT",
                "/bucket/copy",
                "x-amz-copy-source",
                "/bucket/k",
                METHOD,
                "AES256",
                "x-amz-checksum-algorithm",
                "CRC32C");
        assertEquals("mnG7TA==", copy.requireStatus(200).element("ChecksumCRC32C"));
        assertEquals("hello", client.send("GET", "/bucket/copy").text());
    }

    @Test
    void encryptionAloneIsAChangeForACopyOntoItself() {
        client.send("PUT", "/bucket/k", HELLO).requireStatus(200);
        client.send("PUT", "/bucket/k", "x-amz-copy-source", "/bucket/k").requireError(400, "InvalidRequest");
        client.send("PUT", "/bucket/k", "x-amz-copy-source", "/bucket/k", METHOD, "AES256")
                .requireStatus(200);
        assertEquals(Optional.of(Seal.Kind.SSE_S3), kind(client, "k"));
        assertEquals("hello", client.send("GET", "/bucket/k").text());
        client.send("PUT", "/bucket/k", "x-amz-copy-source", "/bucket/k", METHOD, "AES256")
                .requireStatus(200);
        assertEquals("hello", client.send("GET", "/bucket/k").text());
    }

    @Test
    void aFormMayAskForEncryption() {
        ServiceReply reply = FormBody.allowedBy("k", "{\"" + METHOD + "\": \"AES256\"}")
                .field(METHOD, "AES256")
                .file("hello")
                .post(client);
        assertEquals(204, reply.status(), reply.text());
        assertEquals("AES256", reply.header(METHOD));
        assertEquals("hello", client.send("GET", "/bucket/k").text());
        assertEquals(Optional.of(Seal.Kind.SSE_S3), kind(client, "k"));
    }

    @ParameterizedTest
    @CsvSource({
        METHOD + ", aes256, 400, InvalidArgument",
        METHOD + ", aes:kms, 400, InvalidArgument",
        METHOD + ", aws:kms, 501, NotImplemented",
        METHOD + ", aws:kms:dsse, 501, NotImplemented",
        METHOD + "-aws-kms-key-id, k, 400, InvalidArgument",
        METHOD + "-context, e30=, 400, InvalidArgument",
        METHOD + "-bucket-key-enabled, true, 501, NotImplemented",
    })
    void whatIsNotServedIsRefused(String header, String value, int status, String code) {
        client.send("PUT", "/bucket/k", HELLO, header, value).requireError(status, code);
        client.send("POST", "/bucket/k?uploads", header, value).requireError(status, code);
        assertEquals(List.of(), client.keys());
    }

    @Test
    void aKmsKeyContradictsAes256() {
        client.send("PUT", "/bucket/k", HELLO, METHOD, "AES256", METHOD + "-aws-kms-key-id", "k")
                .requireError(400, "InvalidArgument");
    }

    @Test
    void withoutAMasterKeyAes256IsRefused() {
        ServiceClient without = EncryptingServer.withoutMasterKey(false);
        ServiceReply refused = without.send("PUT", "/bucket/k", HELLO, METHOD, "AES256");
        refused.requireError(501, "NotImplemented");
        assertEquals(METHOD + ". This server has no master key.", refused.element("Header"));
        assertEquals(List.of(), without.keys());
    }
}
