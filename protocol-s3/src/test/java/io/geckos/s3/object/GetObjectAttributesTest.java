package io.geckos.s3.object;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.Digests;
import io.geckos.s3.HeldOperations;
import io.geckos.s3.testkit.MultipartSession;
import io.geckos.s3.testkit.ServiceClient;
import io.geckos.s3.testkit.ServiceReply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(HeldOperations.class)
public class GetObjectAttributesTest {
    private static final String ATTRIBUTES = "x-amz-object-attributes";
    private static final String URI = "/bucket/key?attributes";

    private final ServiceClient client = ServiceClient.withBucket();

    @Test
    void whatIsAskedForIsTold() {
        client.send("PUT", "/bucket/key", "hello".getBytes(UTF_8), "x-amz-checksum-crc32", "NhCmhg==");
        ServiceReply all = client.send("GET", URI, ATTRIBUTES, "ETag,Checksum, ObjectParts,StorageClass,ObjectSize")
                .requireStatus(200);
        assertEquals("5d41402abc4b2a76b9719d911017c592", all.element("ETag"));
        assertEquals("NhCmhg==", all.element("ChecksumCRC32"));
        assertEquals("FULL_OBJECT", all.element("ChecksumType"));
        assertEquals("STANDARD", all.element("StorageClass"));
        assertEquals("5", all.element("ObjectSize"));
        assertFalse(all.text().contains("ObjectParts"));
        assertFalse(all.header("Last-Modified").isEmpty());
        ServiceReply lines = client.send("GET", URI, ATTRIBUTES, "ETag", ATTRIBUTES, "ObjectSize,Checksum");
        assertEquals("5d41402abc4b2a76b9719d911017c592", lines.element("ETag"));
        assertEquals("5", lines.element("ObjectSize"));
        assertEquals("NhCmhg==", lines.element("ChecksumCRC32"));
        ServiceReply one = client.send("GET", URI + "&versionId=null", ATTRIBUTES, "ObjectSize");
        assertEquals("5", one.element("ObjectSize"));
        assertFalse(one.text().contains("ETag"));
    }

    @Test
    void partsAreToldByPages() {
        MultipartSession multipart = new MultipartSession(client);
        String upload = multipart.begin("x-amz-checksum-algorithm", "CRC32C");
        byte[] full = MultipartSession.bytes(MultipartSession.MINIMUM, 1);
        Digests digests = MultipartSession.digests(ChecksumAlgorithm.CRC32C, full);
        String value = digests.checksums().getFirst().value();
        for (int number : new int[] {2, 4, 6}) {
            multipart.send(upload, number, full, "x-amz-checksum-crc32c", value).requireStatus(200);
        }
        multipart
                .complete(
                        upload,
                        MultipartSession.part(2, digests),
                        MultipartSession.part(4, digests),
                        MultipartSession.part(6, digests))
                .requireStatus(200);
        ServiceReply first = client.send("GET", URI, ATTRIBUTES, "ObjectParts", "x-amz-max-parts", "2");
        assertEquals("3", first.element("PartsCount"));
        assertEquals(List.of("1", "2"), first.elements("PartNumber"));
        assertEquals(List.of(value, value), first.elements("ChecksumCRC32C"));
        assertEquals("true", first.element("IsTruncated"));
        assertEquals("2", first.element("NextPartNumberMarker"));
        ServiceReply beyond = client.send("GET", URI, ATTRIBUTES, "ObjectParts", "x-amz-part-number-marker", "10");
        assertEquals("0", beyond.element("NextPartNumberMarker"));
        ServiceReply checksum = client.send("GET", URI, ATTRIBUTES, "Checksum");
        assertEquals("COMPOSITE", checksum.element("ChecksumType"));
        assertFalse(checksum.element("ChecksumCRC32C").contains("-"));
        ServiceReply part = client.send("GET", "/bucket/key?partNumber=1", "x-amz-checksum-mode", "ENABLED");
        assertEquals(value, part.header("x-amz-checksum-crc32c"));
        assertEquals("COMPOSITE", part.header("x-amz-checksum-type"));
        ServiceReply second = client.send("GET", URI, ATTRIBUTES, "ObjectParts", "x-amz-part-number-marker", "2");
        assertEquals(List.of("3"), second.elements("PartNumber"));
        assertEquals("false", second.element("IsTruncated"));
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "x-amz-checksum-type, FULL_OBJECT"})
    void withoutACompositeChecksumPartsAreOnlyCounted(String name, String value) {
        MultipartSession multipart = new MultipartSession(client);
        String upload =
                value.isEmpty() ? multipart.begin() : multipart.begin("x-amz-checksum-algorithm", "CRC32", name, value);
        byte[] bytes = MultipartSession.bytes(10, 1);
        multipart.send(upload, 3, bytes).requireStatus(200);
        Digests digests = MultipartSession.digests(ChecksumAlgorithm.CRC32, bytes);
        multipart
                .complete(upload, MultipartSession.part(3, digests.md5().quoted()))
                .requireStatus(200);
        ServiceReply reply = client.send("GET", URI, ATTRIBUTES, "ObjectParts");
        assertEquals("1", reply.element("PartsCount"));
        assertFalse(reply.text().contains("PartNumber"));
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-object-attributes, '',    InvalidRequest",
        "x-amz-object-attributes, Owner, InvalidArgument",
        "x-amz-object-attributes, 'ETag,', InvalidArgument",
        "x-amz-max-parts,         5,     InvalidRequest",
        "x-amz-max-parts,         -1,    InvalidRequest",
        "x-amz-server-side-encryption-customer-key, x, NotImplemented",
    })
    void headersAreChecked(String name, String value, String error) {
        client.send("PUT", "/bucket/key").requireStatus(200);
        assertEquals(error, client.send("GET", URI, name, value).error());
    }

    @Test
    void numbersAreChecked() {
        client.send("PUT", "/bucket/key").requireStatus(200);
        for (String name : List.of("x-amz-max-parts", "x-amz-part-number-marker")) {
            assertEquals(
                    "InvalidArgument",
                    client.send("GET", URI, ATTRIBUTES, "ETag", name, "-1").error());
        }
    }

    @Test
    void conditionsHoldHereToo() {
        client.send("PUT", "/bucket/key").requireStatus(200);
        client.send("GET", URI, ATTRIBUTES, "ETag", "if-match", "\"x\"").requireStatus(412);
        client.send("GET", URI, ATTRIBUTES, "ETag", "if-none-match", "*").requireStatus(304);
        client.send("GET", "/bucket/none?attributes", ATTRIBUTES, "ETag").requireStatus(404);
    }
}
