package io.geckos.s3.multipart;

import static io.geckos.s3.testkit.MultipartSession.MINIMUM;
import static io.geckos.s3.testkit.MultipartSession.bytes;
import static io.geckos.s3.testkit.MultipartSession.digests;
import static io.geckos.s3.testkit.MultipartSession.part;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.s3.api.S3Settings;
import io.geckos.s3.testkit.FakeAuthenticator;
import io.geckos.s3.testkit.MultipartSession;
import io.geckos.s3.testkit.ServiceClient;
import io.geckos.s3.testkit.ServiceReply;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that gives a CRC64NVME to what clients state no checksum for, as AWS does. */
class DefaultChecksumTest {
    private static final String CRC64 = "x-amz-checksum-crc64nvme";
    private static final String CRC32 = "x-amz-checksum-crc32";
    private static final byte[] HELLO = "hello".getBytes(UTF_8);
    private static final String HELLO_CRC64 = "M3eFcAZSQlc=";
    private static final String HELLO_CRC32 = "NhCmhg==";

    private final ServiceClient client = new ServiceClient(S3Settings.builder(FakeAuthenticator.OWNER)
            .defaultChecksum(Optional.of(ChecksumAlgorithm.CRC64NVME))
            .build());
    private final MultipartSession multipart = new MultipartSession(client);

    @BeforeEach
    void makeBucket() {
        client.send("PUT", "/bucket").requireStatus(200);
    }

    private ServiceReply head(String uri) {
        return client.send("HEAD", uri, "x-amz-checksum-mode", "ENABLED").requireStatus(200);
    }

    @Test
    void objectWithoutAStatedChecksumAndItsCopyGetOne() {
        assertEquals(HELLO_CRC64, client.send("PUT", "/bucket/key", HELLO).header(CRC64));
        assertEquals(HELLO_CRC64, head("/bucket/key").header(CRC64));
        assertEquals("FULL_OBJECT", head("/bucket/key").header("x-amz-checksum-type"));
        ServiceReply copy = client.send("PUT", "/bucket/copy", "x-amz-copy-source", "/bucket/key");
        assertEquals(HELLO_CRC64, copy.element("ChecksumCRC64NVME"));
    }

    @Test
    void statedChecksumIsTheOnlyOne() {
        client.send("PUT", "/bucket/key", HELLO, CRC32, HELLO_CRC32).requireStatus(200);
        assertEquals(HELLO_CRC32, head("/bucket/key").header(CRC32));
        assertEquals("", head("/bucket/key").header(CRC64));
    }

    @Test
    void uploadInPartsGetsOneAndTellsOfItAtItsEndOnly() {
        byte[] first = bytes(MINIMUM, 1);
        ServiceReply begun = client.send("POST", "/bucket/key?uploads");
        assertEquals("", begun.header("x-amz-checksum-algorithm"));
        String upload = begun.element("UploadId");
        ServiceReply one = multipart.send(upload, 1, first).requireStatus(200);
        assertEquals("", one.header(CRC64));
        ServiceReply two = multipart.send(upload, 2, HELLO, CRC32, HELLO_CRC32).requireStatus(200);
        assertEquals("", two.header(CRC64));
        assertEquals(HELLO_CRC32, two.header(CRC32));
        client.send("PUT", "/bucket/source", HELLO).requireStatus(200);
        ServiceReply three = client.send(
                "PUT", "/bucket/key?partNumber=3&uploadId=" + upload, "x-amz-copy-source", "/bucket/source");
        assertEquals("", three.requireStatus(200).element("ChecksumCRC64NVME"));
        ServiceReply listed = client.send("GET", "/bucket/key?uploadId=" + upload);
        assertEquals("", listed.element("ChecksumAlgorithm"));
        assertEquals("", listed.element("ChecksumCRC64NVME"));
        assertEquals("", client.send("GET", "/bucket?uploads").element("ChecksumAlgorithm"));

        ServiceReply done = multipart.complete(upload, part(1, one.header("ETag")) + part(2, two.header("ETag")));
        Checksum whole = digests(ChecksumAlgorithm.CRC64NVME, first)
                .checksums()
                .getFirst()
                .followedBy(Checksum.full(ChecksumAlgorithm.CRC64NVME, HELLO_CRC64), HELLO.length);
        assertEquals(whole.value(), done.requireStatus(200).element("ChecksumCRC64NVME"));
        assertEquals("FULL_OBJECT", done.element("ChecksumType"));
        assertEquals(whole.value(), head("/bucket/key").header(CRC64));
    }
}
