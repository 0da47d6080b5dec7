package io.geckos.s3.multipart;

import static io.geckos.s3.testkit.MultipartSession.MINIMUM;
import static io.geckos.s3.testkit.MultipartSession.bytes;
import static io.geckos.s3.testkit.MultipartSession.digests;
import static io.geckos.s3.testkit.MultipartSession.document;
import static io.geckos.s3.testkit.MultipartSession.part;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.Digests;
import io.geckos.s3.testkit.MultipartSession;
import io.geckos.s3.testkit.ServiceClient;
import io.geckos.s3.testkit.ServiceReply;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MultipartChecksumTest {
    private static final byte[] FIRST = bytes(MINIMUM, 1);
    private static final byte[] LAST = bytes(1000, 2);

    private final ServiceClient client = ServiceClient.withBucket();
    private final MultipartSession multipart = new MultipartSession(client);

    @ParameterizedTest
    @CsvSource({
        "CRC32, '',          COMPOSITE",
        "SHA1, '',           COMPOSITE",
        "SHA256, COMPOSITE,  COMPOSITE",
        "CRC32C, FULL_OBJECT, FULL_OBJECT",
        "CRC64NVME, '',      FULL_OBJECT",
        "SHA512, '',         COMPOSITE",
        "MD5, '',            COMPOSITE",
        "XXHASH64, '',       COMPOSITE",
        "XXHASH3, COMPOSITE, COMPOSITE",
        "XXHASH128, '',      COMPOSITE",
    })
    void checksumsAreAgreedOnAndChecked(ChecksumAlgorithm algorithm, String asked, Checksum.Type type) {
        String[] headers = asked.isEmpty()
                ? new String[] {"x-amz-checksum-algorithm", algorithm.name()}
                : new String[] {"x-amz-checksum-algorithm", algorithm.name(), "x-amz-checksum-type", asked};
        ServiceReply begun = client.send("POST", "/bucket/key?uploads", headers).requireStatus(200);
        assertEquals(type.name(), begun.header("x-amz-checksum-type"));
        assertEquals(algorithm.name(), begun.header("x-amz-checksum-algorithm"));
        String upload = begun.element("UploadId");

        String name = "x-amz-checksum-" + algorithm.name().toLowerCase(Locale.ROOT);
        Digests first = digests(algorithm, FIRST);
        Digests last = digests(algorithm, LAST);
        ServiceReply one = multipart.send(
                upload, 1, FIRST, name, first.checksums().getFirst().value());
        assertEquals(
                first.checksums().getFirst().value(), one.requireStatus(200).header(name));
        multipart
                .send(upload, 2, LAST, name, last.checksums().getFirst().value())
                .requireStatus(200);
        Checksum whole = type == Checksum.Type.FULL_OBJECT
                ? first.checksums().getFirst().followedBy(last.checksums().getFirst(), LAST.length)
                : Checksum.composite(
                        algorithm,
                        List.of(first.checksums().getFirst(), last.checksums().getFirst()));

        byte[] document = document(part(1, first), part(2, last)).getBytes(UTF_8);
        String uri = "/bucket/key?uploadId=" + upload;
        assertEquals(
                "BadDigest",
                client.send(
                                "POST",
                                uri,
                                document,
                                name,
                                last.checksums().getFirst().value())
                        .error());
        ServiceReply done =
                client.send("POST", uri, document, name, whole.value()).requireStatus(200);
        assertEquals(whole.value(), done.element("Checksum" + algorithm));
        assertEquals(type.name(), done.element("ChecksumType"));
        ServiceReply got = client.send("HEAD", "/bucket/key", "x-amz-checksum-mode", "ENABLED");
        assertEquals(whole.value(), got.header(name));
        assertEquals(
                type == Checksum.Type.COMPOSITE ? last.checksums().getFirst().value() : "",
                client.send("GET", "/bucket/key?partNumber=2", "x-amz-checksum-mode", "ENABLED")
                        .header(name));
    }

    @Test
    void checksumsThatWereNotAgreedOnAreRefused() {
        ServiceReply begun = client.send("POST", "/bucket/key?uploads", "x-amz-checksum-algorithm", "SHA1");
        String upload = begun.element("UploadId");
        assertEquals("InvalidRequest", multipart.send(upload, 1, LAST).error());
        String crc32 =
                digests(ChecksumAlgorithm.CRC32, LAST).checksums().getFirst().value();
        ServiceReply other = multipart.send(upload, 1, LAST, "x-amz-checksum-crc32", crc32);
        assertEquals(
                "Checksum Type mismatch occurred, expected checksum Type: sha1, actual checksum Type: crc32",
                other.element("Message"));
        Digests sha1 = digests(ChecksumAlgorithm.SHA1, LAST);
        multipart
                .send(
                        upload,
                        1,
                        LAST,
                        "x-amz-checksum-sha1",
                        sha1.checksums().getFirst().value())
                .requireStatus(200);
        assertEquals(
                "InvalidRequest",
                multipart.complete(upload, part(1, sha1.md5().quoted())).error());
        String uri = "/bucket/key?uploadId=" + upload;
        byte[] document = document(part(1, sha1)).getBytes(UTF_8);
        assertEquals(
                "InvalidRequest",
                client.send("POST", uri, document, "x-amz-checksum-type", "FULL_OBJECT")
                        .error());
        assertEquals(
                "The sha1 you specified did not match the calculated checksum.",
                client.send("POST", uri, document, "x-amz-checksum-crc32", crc32)
                        .element("Message"));
        assertEquals(
                "InvalidRequest",
                client.send("POST", uri, document, "x-amz-checksum-sha1", "?").error());
        client.send("POST", uri, document, "x-amz-checksum-type", "COMPOSITE").requireStatus(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<ChecksumCRC32>?</ChecksumCRC32> | InvalidArgument |"
                        + " Invalid Base64 or multiple checksums present in request",
                "<ChecksumCRC32>AAAAAA==</ChecksumCRC32><ChecksumCRC32C>AAAAAA==</ChecksumCRC32C> | InvalidArgument |"
                        + " Invalid Base64 or multiple checksums present in request",
                "<ChecksumCRC32C>AAAAAA==</ChecksumCRC32C> | BadDigest |"
                        + " The crc32c you specified for part 1 did not match what we received.",
                "<ChecksumCRC32>AAAAAA==</ChecksumCRC32> | InvalidPart | ''",
            })
    void aChecksumOfAPartThatCannotBeItsOwnIsRefused(String checksums, String code, String message) {
        String[] plan = {"x-amz-checksum-algorithm", "CRC32", "x-amz-checksum-type", "FULL_OBJECT"};
        String upload = client.send("POST", "/bucket/key?uploads", plan).element("UploadId");
        String tag = multipart.send(upload, 1, LAST).requireStatus(200).header("ETag");
        String part = part(1, tag).replace("</Part>", checksums + "</Part>");
        ServiceReply reply = multipart.complete(upload, part);
        assertEquals(code, reply.element("Code"));
        assertTrue(message.isEmpty() || message.equals(reply.element("Message")), reply.text());
    }

    @ParameterizedTest
    @CsvSource({
        "MD4, '',             InvalidRequest",
        "XXHASH64, FULL_OBJECT, InvalidRequest",
        "XXHASH3, FULL_OBJECT, InvalidRequest",
        "XXHASH128, FULL_OBJECT, InvalidRequest",
        "SHA512, FULL_OBJECT, InvalidRequest",
        "MD5, FULL_OBJECT,    InvalidRequest",
        "CRC32, OTHER,        InvalidRequest",
        "SHA1, FULL_OBJECT,   InvalidRequest",
        "CRC64NVME, COMPOSITE, InvalidRequest",
    })
    void plansThatCannotBeAreRefused(String algorithm, String type, String error) {
        String[] headers = type.isEmpty()
                ? new String[] {"x-amz-checksum-algorithm", algorithm}
                : new String[] {"x-amz-checksum-algorithm", algorithm, "x-amz-checksum-type", type};
        assertEquals(error, client.send("POST", "/bucket/key?uploads", headers).error());
    }

    @Test
    void onlyPartOfAFullObjectUploadHasTheChecksumOfTheWhole() {
        String[] plan = {"x-amz-checksum-algorithm", "CRC32C", "x-amz-checksum-type", "FULL_OBJECT"};
        String upload = client.send("POST", "/bucket/key?uploads", plan).element("UploadId");
        String tag = multipart.send(upload, 1, LAST).requireStatus(200).header("ETag");
        multipart.complete(upload, part(1, tag)).requireStatus(200);
        ServiceReply got = client.send("GET", "/bucket/key?partNumber=1", "x-amz-checksum-mode", "ENABLED");
        assertEquals(
                digests(ChecksumAlgorithm.CRC32C, LAST).checksums().getFirst().value(),
                got.header("x-amz-checksum-crc32c"));
        assertEquals("FULL_OBJECT", got.header("x-amz-checksum-type"));
    }

    @Test
    void uploadBegunWithoutChecksumHasNoTypeAndIgnoresTheChecksumOfTheWhole() {
        String upload = client.send("POST", "/bucket/key?uploads").element("UploadId");
        String tag = multipart.send(upload, 1, LAST).requireStatus(200).header("ETag");
        byte[] document = document(part(1, tag)).getBytes(UTF_8);
        String uri = "/bucket/key?uploadId=" + upload;
        ServiceReply typed = client.send("POST", uri, document, "x-amz-checksum-type", "FULL_OBJECT");
        assertEquals(
                "The upload was created using the null checksum mode. The complete request must use the same checksum"
                        + " mode.",
                typed.element("Message"));
        client.send("POST", uri, document, "x-amz-checksum-crc32c", "AAAAAA==-2")
                .requireStatus(200);
    }

    @Test
    void copiedPartHasTheChecksumOfTheUploadWithoutAType() {
        client.send("PUT", "/bucket/source", LAST).requireStatus(200);
        String upload = client.send("POST", "/bucket/key?uploads", "x-amz-checksum-algorithm", "XXHASH3")
                .element("UploadId");
        ServiceReply copied = client.send(
                "PUT", "/bucket/key?partNumber=1&uploadId=" + upload, "x-amz-copy-source", "/bucket/source");
        assertEquals(
                digests(ChecksumAlgorithm.XXHASH3, LAST).checksums().getFirst().value(),
                copied.requireStatus(200).element("ChecksumXXHASH3"));
        assertEquals("", copied.element("ChecksumType"));
    }

    @Test
    void aTypeNeedsItsAlgorithm() {
        assertEquals(
                "InvalidRequest",
                client.send("POST", "/bucket/key?uploads", "x-amz-checksum-type", "COMPOSITE")
                        .error());
    }
}
