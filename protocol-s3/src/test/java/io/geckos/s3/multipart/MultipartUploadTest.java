package io.geckos.s3.multipart;

import static io.geckos.s3.testkit.MultipartSession.MINIMUM;
import static io.geckos.s3.testkit.MultipartSession.bytes;
import static io.geckos.s3.testkit.MultipartSession.digests;
import static io.geckos.s3.testkit.MultipartSession.document;
import static io.geckos.s3.testkit.MultipartSession.part;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.s3.HeldOperations;
import io.geckos.s3.testkit.MultipartSession;
import io.geckos.s3.testkit.ServiceClient;
import io.geckos.s3.testkit.ServiceReply;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(HeldOperations.class)
public class MultipartUploadTest {
    private static final byte[] FIRST = bytes(MINIMUM, 1);
    private static final byte[] LAST = bytes(1000, 2);

    private final ServiceClient client = ServiceClient.withBucket();
    private final MultipartSession multipart = new MultipartSession(client);

    @Test
    void partsBecomeOneObject() {
        String upload = multipart.begin("content-type", "text/plain", "x-amz-meta-a", "1", "x-amz-tagging", "t=1");
        String first = multipart.put(upload, 3, FIRST);
        String last = multipart.put(upload, 7, LAST);
        assertEquals("NoSuchKey", client.send("GET", "/bucket/key").element("Code"));
        ServiceReply done =
                multipart.complete(upload, part(3, first), part(7, last)).requireStatus(200);
        assertEquals("key", done.element("Key"));
        assertEquals("bucket", done.element("Bucket"));
        assertEquals("http://localhost:9000/bucket/key", done.element("Location"));
        assertTrue(done.element("ETag").endsWith("-2&quot;"));

        ServiceReply got = client.send("GET", "/bucket/key").requireStatus(200);
        assertEquals(MINIMUM + 1000, got.bytes().length);
        assertArrayEquals(LAST, Arrays.copyOfRange(got.bytes(), MINIMUM, MINIMUM + 1000));
        assertEquals("text/plain", got.header("Content-Type"));
        assertEquals("1", got.header("x-amz-meta-a"));
        assertEquals("1", got.header("x-amz-tagging-count"));
        assertEquals("", got.header("x-amz-mp-parts-count"));
    }

    @Test
    void metadataIsReplacedAndNeverCopied() {
        String upload = multipart.begin("x-amz-metadata-directive", "REPLACE", "x-amz-meta-a", "1");
        multipart.complete(upload, part(1, multipart.put(upload, 1, LAST))).requireStatus(200);
        assertEquals("1", client.send("HEAD", "/bucket/key").header("x-amz-meta-a"));
        for (String directive : List.of("COPY", "MOVE")) {
            ServiceReply refused = client.send("POST", "/bucket/key?uploads", "x-amz-metadata-directive", directive);
            assertEquals(directive.equals("COPY") ? "NotImplemented" : "InvalidArgument", refused.element("Code"));
        }
    }

    @Test
    void partsCanBeReadByTheirPlace() {
        String upload = multipart.begin();
        multipart
                .complete(upload, part(3, multipart.put(upload, 3, FIRST)), part(7, multipart.put(upload, 7, LAST)))
                .requireStatus(200);
        ServiceReply second = client.send("GET", "/bucket/key?partNumber=2").requireStatus(206);
        assertArrayEquals(LAST, second.bytes());
        assertEquals("2", second.header("x-amz-mp-parts-count"));
        assertEquals("bytes 5242880-5243879/5243880", second.header("Content-Range"));
        ServiceReply head = client.send("HEAD", "/bucket/key?partNumber=1").requireStatus(206);
        assertEquals("5242880", head.header("Content-Length"));
        assertEquals("3", client.send("GET", "/bucket/key?partNumber=3").element("PartNumberRequested"));
    }

    @Test
    void completingAgainAnswersTheSameObject() {
        String upload = multipart.begin();
        String tag = multipart.put(upload, 1, LAST);
        ServiceReply once = multipart.complete(upload, part(1, tag)).requireStatus(200);
        ServiceReply again = multipart.complete(upload, part(1, tag)).requireStatus(200);
        assertEquals(once.element("ETag"), again.element("ETag"));
        client.send("DELETE", "/bucket/key").requireStatus(204);
        assertEquals("NoSuchUpload", multipart.complete(upload, part(1, tag)).error());
    }

    @Test
    void anAbortedUploadIsGone() {
        String upload = multipart.begin();
        String tag = multipart.put(upload, 1, LAST);
        client.send("DELETE", "/bucket/key?uploadId=" + upload).requireStatus(204);
        assertEquals(
                "NoSuchUpload",
                client.send("DELETE", "/bucket/key?uploadId=" + upload).error());
        assertEquals("NoSuchUpload", multipart.send(upload, 1, LAST).error());
        assertEquals("NoSuchUpload", multipart.complete(upload, part(1, tag)).error());
        assertEquals(
                "NoSuchUpload",
                client.send("GET", "/bucket/key?uploadId=" + upload).element("Code"));
    }

    @Test
    void whatDoesNotFitTogetherIsRefused() {
        String upload = multipart.begin();
        String small = multipart.put(upload, 1, LAST);
        String last = multipart.put(upload, 2, LAST);
        assertEquals(
                "EntityTooSmall",
                multipart.complete(upload, part(1, small), part(2, last)).error());
        assertEquals(
                "InvalidPartOrder",
                multipart.complete(upload, part(2, last), part(1, small)).error());
        assertEquals(
                "InvalidPartOrder",
                multipart.complete(upload, part(1, small), part(1, small)).error());
        assertEquals("InvalidPart", multipart.complete(upload, part(3, last)).error());
        assertEquals(
                "InvalidPart", multipart.complete(upload, part(10_001, last)).error());
        assertEquals("InvalidPart", multipart.complete(upload, part(1, "\"x\"")).error());
        assertEquals("InvalidPart", multipart.complete(upload, part(1, "a b")).error());
        assertEquals(
                "InvalidArgument", multipart.complete(upload, part(0, last)).error());
        assertEquals("MalformedXML", multipart.complete(upload, "").error());
        assertEquals(
                "MalformedXML",
                multipart
                        .complete(upload, "<Part><PartNumber>1</PartNumber></Part>")
                        .error());
        assertEquals(
                "MalformedXML",
                multipart.complete(upload, "<Part><ETag>x</ETag></Part>").error());
        assertEquals(
                "MalformedXML",
                multipart.complete(upload, part(1, small) + "<Other/>").error());
        assertEquals(
                "InvalidRequest",
                client.send("POST", "/bucket/key?uploadId=" + upload).error());
        client.send("HEAD", "/bucket/key").requireStatus(404);
        multipart.complete(upload, part(2, last)).requireStatus(200);
    }

    @Test
    void aDocumentOfTenThousandPartsIsRead() {
        StringBuilder parts = new StringBuilder();
        for (int i = 1; i <= 10_000; i++) {
            parts.append("<Part><ChecksumSHA256>LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=</ChecksumSHA256>")
                    .append("<ETag>&quot;5d41402abc4b2a76b9719d911017c592&quot;</ETag><PartNumber>")
                    .append(i)
                    .append("</PartNumber></Part>");
        }
        String upload = multipart.begin();
        assertEquals("InvalidPart", multipart.complete(upload, parts.toString()).error());
        assertEquals(
                "MalformedXML",
                multipart.complete(upload, parts + part(10_001, "x")).error());
    }

    @Test
    void conditionsAreDecidedByTheStore() {
        client.send("PUT", "/bucket/key").requireStatus(200);
        String upload = multipart.begin();
        String document = document(part(1, multipart.put(upload, 1, LAST)));
        String uri = "/bucket/key?uploadId=" + upload;
        client.send("POST", uri, document.getBytes(UTF_8), "if-none-match", "*").requireStatus(412);
        client.send("POST", uri, document.getBytes(UTF_8), "if-match", "\"x\"").requireStatus(412);
        client.send("POST", uri, document.getBytes(UTF_8), "x-amz-mp-object-size", "999")
                .requireStatus(400);
        client.send("POST", uri, document.getBytes(UTF_8), "x-amz-mp-object-size", "x")
                .requireStatus(400);
        client.send(
                        "POST",
                        uri,
                        document.getBytes(UTF_8),
                        "x-amz-mp-object-size",
                        "1000",
                        "if-match",
                        "\"d41d8cd98f00b204e9800998ecf8427e\"")
                .requireStatus(200);
    }

    @Test
    void partsAreListedByPages() {
        String upload = multipart.begin("x-amz-checksum-algorithm", "CRC64NVME");
        for (int number : new int[] {1, 5, 10_000}) {
            multipart.put(upload, number, LAST);
        }
        ServiceReply first =
                client.send("GET", "/bucket/key?max-parts=2&uploadId=" + upload).requireStatus(200);
        assertEquals(List.of("1", "5"), first.elements("PartNumber"));
        assertEquals("true", first.element("IsTruncated"));
        assertEquals("5", first.element("NextPartNumberMarker"));
        assertEquals("CRC64NVME", first.element("ChecksumAlgorithm"));
        assertEquals("1000", first.element("Size"));
        ServiceReply second = client.send("GET", "/bucket/key?part-number-marker=5&uploadId=" + upload);
        assertEquals(List.of("10000"), second.elements("PartNumber"));
        assertEquals("false", second.element("IsTruncated"));
        assertEquals("5", second.element("PartNumberMarker"));
        assertEquals(
                "InvalidArgument",
                client.send("GET", "/bucket/key?max-parts=-1&uploadId=" + upload)
                        .error());
    }

    @Test
    void uploadsAreListedByPages() {
        String a = multipart.beginAt("/bucket/a");
        String b1 = multipart.beginAt("/bucket/b/1");
        String b2 = multipart.beginAt("/bucket/b/1");
        multipart.beginAt("/bucket/c%20d");
        ServiceReply all = client.send("GET", "/bucket?uploads").requireStatus(200);
        assertEquals(List.of("a", "b/1", "b/1", "c d"), all.elements("Key"));
        assertEquals("false", all.element("IsTruncated"));
        ServiceReply first = client.send("GET", "/bucket?uploads&max-uploads=2");
        assertEquals(List.of(a, b1), first.elements("UploadId"));
        assertEquals("b/1", first.element("NextKeyMarker"));
        assertEquals(b1, first.element("NextUploadIdMarker"));
        ServiceReply second = client.send("GET", "/bucket?uploads&key-marker=b/1&max-uploads=1&upload-id-marker=" + b1);
        assertEquals(List.of(b2), second.elements("UploadId"));
        ServiceReply rolled = client.send("GET", "/bucket?uploads&delimiter=/&encoding-type=url&key-marker=a");
        assertEquals(List.of("c%20d"), rolled.elements("Key"));
        assertEquals(List.of("b/"), rolled.elements("Prefix"));
        assertEquals(
                List.of("c d"),
                client.send("GET", "/bucket?uploads&key-marker=b/1").elements("Key"));
    }

    @Test
    void aPartMayBeCopied() {
        client.send("PUT", "/bucket/source", LAST).requireStatus(200);
        String upload = multipart.begin();
        String uri = "/bucket/key?partNumber=1&uploadId=" + upload;
        ServiceReply whole =
                client.send("PUT", uri, "x-amz-copy-source", "bucket/source").requireStatus(200);
        assertEquals(
                digests(ChecksumAlgorithm.CRC32, LAST).md5().quoted().replace("\"", "&quot;"), whole.element("ETag"));
        ServiceReply part = client.send(
                        "PUT", uri, "x-amz-copy-source", "bucket/source", "x-amz-copy-source-range", "bytes=10-19")
                .requireStatus(200);
        multipart.complete(upload, part(1, part.element("ETag"))).requireStatus(200);
        assertArrayEquals(
                Arrays.copyOfRange(LAST, 10, 20),
                client.send("GET", "/bucket/key").bytes());
        String next = "/bucket/key?partNumber=1&uploadId=" + multipart.begin();
        for (String bad : List.of("10-19", "bytes=10-", "bytes=-5", "bytes=19-10", "bytes=0-1000", "bytes=0-1,3-4")) {
            assertEquals(
                    "InvalidArgument",
                    client.send("PUT", next, "x-amz-copy-source", "bucket/source", "x-amz-copy-source-range", bad)
                            .error());
        }
        assertEquals(
                "NoSuchUpload",
                client.send("PUT", "/bucket/key?partNumber=1&uploadId=x", "x-amz-copy-source", "bucket/source")
                        .error());
    }

    @Test
    void partNumbersAreChecked() {
        String upload = multipart.begin();
        for (String bad : List.of("0", "-1", "10001", "x", "")) {
            assertEquals(
                    "InvalidArgument",
                    client.send("PUT", "/bucket/key?partNumber=" + bad + "&uploadId=" + upload, LAST)
                            .error());
        }
        assertEquals(
                "NoSuchUpload",
                client.send("PUT", "/bucket/key?partNumber=1&uploadId=", LAST).error());
        assertEquals(
                "NoSuchUpload",
                client.send("PUT", "/bucket/other?partNumber=1&uploadId=" + upload, LAST)
                        .error());
    }
}
