package io.geckos.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.s3.testkit.MultipartSession;
import io.geckos.s3.testkit.ServiceClient;
import io.geckos.s3.testkit.ServiceReply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What AWS adds to its error documents beyond code and message, and details of answers that clients compare. */
class RefusalDetailsTest {
    private static final byte[] HELLO = "hello".getBytes(UTF_8);
    private static final String MD5 = "5d41402abc4b2a76b9719d911017c592";
    private static final String EMPTY_TAGS = "<Tagging><TagSet/></Tagging>";

    private final ServiceClient client = ServiceClient.withBucket();
    private final MultipartSession multipart = new MultipartSession(client);

    @ParameterizedTest
    @CsvSource({
        "PUT,    partNumber=1&uploadId=fake",
        "GET,    uploadId=fake",
        "DELETE, uploadId=fake",
    })
    void missingUploadIsNamed(String method, String query) {
        ServiceReply reply = client.send(method, "/bucket/key?" + query).requireStatus(404);
        assertEquals("NoSuchUpload", reply.error());
        assertEquals("fake", reply.element("UploadId"));
    }

    @Test
    void missingPartIsNamed() {
        String upload = multipart.begin();
        multipart.send(upload, 1, HELLO).requireStatus(200);
        ServiceReply missing = multipart.complete(upload, MultipartSession.part(2, MD5));
        assertEquals("InvalidPart", missing.error());
        assertEquals(upload, missing.element("UploadId"));
        assertEquals("2", missing.element("PartNumber"));
        assertEquals(MD5, missing.element("ETag"));
        ServiceReply other = multipart.complete(upload, MultipartSession.part(1, "d41d8cd98f00b204e9800998ecf8427e"));
        assertEquals("1", other.element("PartNumber"));
        assertEquals("d41d8cd98f00b204e9800998ecf8427e", other.element("ETag"));
    }

    @Test
    void tooSmallPartIsNamed() {
        String upload = multipart.begin();
        multipart.send(upload, 1, HELLO).requireStatus(200);
        multipart.send(upload, 2, HELLO).requireStatus(200);
        ServiceReply small = multipart.complete(upload, MultipartSession.part(1, MD5), MultipartSession.part(2, MD5));
        assertEquals("EntityTooSmall", small.error());
        assertEquals("1", small.element("PartNumber"));
        assertEquals("5", small.element("ProposedSize"));
        assertEquals("5242880", small.element("MinSizeAllowed"));
        assertEquals(MD5, small.element("ETag"));
    }

    @Test
    void partsOutOfOrderNameTheUpload() {
        String upload = multipart.begin();
        ServiceReply reply = multipart.complete(upload, MultipartSession.part(2, MD5), MultipartSession.part(1, MD5));
        assertEquals("InvalidPartOrder", reply.error());
        assertEquals(upload, reply.element("UploadId"));
    }

    @Test
    void computedSizeIsReported() {
        String upload = multipart.begin();
        multipart.send(upload, 1, HELLO).requireStatus(200);
        multipart.send(upload, 2, HELLO).requireStatus(200);
        byte[] document = ("<CompleteMultipartUpload>" + MultipartSession.part(1, MD5) + "</CompleteMultipartUpload>")
                .getBytes(UTF_8);
        String uri = "/bucket/key?uploadId=" + upload;
        ServiceReply reply = client.send("POST", uri, document, "x-amz-mp-object-size", "4");
        assertEquals("InvalidRequest", reply.error());
        assertEquals(
                "The provided 'x-amz-mp-object-size' header value 4 does not match what was computed: 5",
                reply.element("Message").replace("&apos;", "'"));
    }

    @Test
    void partsNameTheirOwnerByIdOnly() {
        ServiceReply parts = client.send("GET", "/bucket/key?uploadId=" + multipart.begin());
        assertEquals(2, parts.elements("ID").size());
        assertEquals(1, parts.elements("DisplayName").size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/bucket/key?tagging | Your TagKey cannot be prefixed with aws:",
                "/bucket?tagging | System tags cannot be added/updated by requester",
            })
    void reservedTagsAreRefusedInTheWordsOfTheirResource(String uri, String message) {
        client.send("PUT", "/bucket/key", HELLO).requireStatus(200);
        String tag = "<Tag><Key>aws:a</Key><Value>1</Value></Tag>";
        byte[] document = ("<Tagging><TagSet>" + tag + "</TagSet></Tagging>").getBytes(UTF_8);
        ServiceReply reply = client.send("PUT", uri, document);
        assertEquals("InvalidTag", reply.error());
        assertEquals(message, reply.element("Message"));
        assertEquals("aws:a", reply.element("TagKey"));
        byte[] made =
                ("<CreateBucketConfiguration><Tags>" + tag + "</Tags></CreateBucketConfiguration>").getBytes(UTF_8);
        String refusal = client.send("PUT", "/new", made).element("Message");
        assertTrue(refusal.startsWith("User-defined tag keys can"), refusal);
    }

    @Test
    void aTagGivenTwiceIsNamed() {
        String tag = "<Tag><Key>a</Key><Value>1</Value></Tag>";
        byte[] document = ("<Tagging><TagSet>" + tag + tag + "</TagSet></Tagging>").getBytes(UTF_8);
        assertEquals("a", client.send("PUT", "/bucket?tagging", document).element("TagKey"));
    }

    @ParameterizedTest
    @CsvSource({"tagging", "cors", "policy", "website", "lifecycle", "object-lock", "replication"})
    void missingSettingIsReportedWithTheBucketsName(String query) {
        assertEquals("bucket", client.send("GET", "/bucket?" + query).element("BucketName"));
    }

    @Test
    void unsupportedConditionIsExplained() {
        ServiceReply reply = client.send("PUT", "/bucket/key", HELLO, "if-none-match", "\"a\"");
        assertEquals("NotImplemented", reply.error());
        assertTrue(reply.element("additionalMessage").endsWith("value of If-None-Match header for this API"));
    }

    @Test
    void conditionsThatExcludeEachOtherAreNamed() {
        ServiceReply reply = client.send("PUT", "/bucket/key", HELLO, "if-none-match", "*", "if-match", "a");
        assertEquals("NotImplemented", reply.error());
        assertEquals("If-Match,If-None-Match", reply.element("Header"));
        assertTrue(reply.element("additionalMessage").startsWith("Multiple conditional request headers"));
    }

    @Test
    void tagsInAHeaderAreToBeEncoded() {
        ServiceReply reply = client.send("PUT", "/bucket/key", HELLO, "x-amz-tagging", "a=1,b=2");
        assertEquals("InvalidArgument", reply.error());
        assertEquals("a=1,b=2", reply.element("ArgumentValue"));
    }

    @ParameterizedTest
    @CsvSource({"<Key>a</Key>", "<Value>a</Value>", "''"})
    void tagWithoutKeyOrValueIsRefused(String tag) {
        byte[] document = ("<Tagging><TagSet><Tag>" + tag + "</Tag></TagSet></Tagging>").getBytes(UTF_8);
        assertEquals(
                "MalformedXML", client.send("PUT", "/bucket?tagging", document).error());
    }

    @Test
    void bucketsAreListedWithTheirArn() {
        assertEquals("arn:aws:s3:::bucket", client.send("GET", "/").element("BucketArn"));
    }

    @Test
    void checksumsOfPartsAreListedWhereTheyWereAgreedOn() {
        String crc = MultipartSession.digests(ChecksumAlgorithm.CRC32, HELLO)
                .checksums()
                .getFirst()
                .value();
        String upload = multipart.begin();
        multipart.send(upload, 1, HELLO, "x-amz-checksum-crc32", crc).requireStatus(200);
        ServiceReply none = client.send("GET", "/bucket/key?uploadId=" + upload);
        assertEquals(List.of(), none.elements("ChecksumCRC32"));
        String agreed = client.send("POST", "/bucket/key?uploads", "x-amz-checksum-algorithm", "CRC32")
                .element("UploadId");
        multipart.send(agreed, 1, HELLO, "x-amz-checksum-crc32", crc).requireStatus(200);
        ServiceReply listed = client.send("GET", "/bucket/key?uploadId=" + agreed);
        assertEquals(List.of(crc), listed.elements("ChecksumCRC32"));
    }

    @Test
    void uploadsAreListedWithThePrefixAskedFor() {
        assertEquals(List.of(), client.send("GET", "/bucket?uploads").elements("Prefix"));
        assertEquals("a", client.send("GET", "/bucket?uploads&prefix=a").element("Prefix"));
    }

    @Test
    void malformedExpectedOwnerIsRefused() {
        ServiceReply reply = client.send("GET", "/bucket", "x-amz-expected-bucket-owner", "abcd");
        assertEquals("InvalidBucketOwnerAWSAccountID", reply.error());
        assertTrue(reply.element("Message").endsWith("[abcd]"));
    }

    @Test
    void completingWithoutADocumentIsRefused() {
        ServiceReply none = client.send("POST", "/bucket/key?uploadId=" + multipart.begin());
        assertEquals("InvalidRequest", none.error());
        assertEquals("You must specify at least one part", none.element("Message"));
    }

    @Test
    void differingDigestsAreReported() {
        ServiceReply reply = client.send("PUT", "/bucket/key", HELLO, "content-md5", "1B2M2Y8AsgTpgAmY7PhCfg==");
        assertEquals("BadDigest", reply.error());
        assertEquals("d41d8cd98f00b204e9800998ecf8427e", reply.element("ExpectedDigest"));
        assertEquals("XUFAKrxLKna5cZ2REBfFkg==", reply.element("CalculatedDigest"));
    }

    @Test
    void uploadsSayWhereTheyEndOnTheLastPageToo() {
        ServiceReply none = client.send("GET", "/bucket?uploads");
        assertEquals(List.of(""), none.elements("NextKeyMarker"));
        assertEquals(List.of(""), none.elements("NextUploadIdMarker"));
        String upload = multipart.begin();
        ServiceReply one = client.send("GET", "/bucket?uploads");
        assertEquals("false", one.element("IsTruncated"));
        assertEquals("key", one.element("NextKeyMarker"));
        assertEquals(upload, one.element("NextUploadIdMarker"));
    }

    @Test
    void anEmptySetOfTagsIsNone() {
        byte[] tags = "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>".getBytes(UTF_8);
        client.send("PUT", "/bucket?tagging", tags).requireStatus(204);
        client.send("PUT", "/bucket?tagging", EMPTY_TAGS.getBytes(UTF_8)).requireStatus(204);
        assertEquals("NoSuchTagSet", client.send("GET", "/bucket?tagging").error());
        client.send("PUT", "/bucket/key", HELLO, "x-amz-tagging", "a=b").requireStatus(200);
        client.send("PUT", "/bucket/key?tagging", EMPTY_TAGS.getBytes(UTF_8)).requireStatus(200);
        ServiceReply none = client.send("GET", "/bucket/key?tagging").requireStatus(200);
        assertEquals("", none.element("Key"));
    }

    @Test
    void anEmptyTokenOfBucketsBeginsAtTheFirst() {
        assertEquals("bucket", client.send("GET", "/?continuation-token=").element("Name"));
    }

    @Test
    void unknownResponseOverridesAreRefused() {
        client.send("PUT", "/bucket/key", HELLO).requireStatus(200);
        for (String method : new String[] {"GET", "HEAD"}) {
            client.send(method, "/bucket/key?response-server=x").requireStatus(400);
        }
        assertEquals(
                "InvalidArgument",
                client.send("GET", "/bucket/key?response-server=x").error());
    }

    @Test
    void aRangeOfTheWholeHasItsChecksum() {
        String crc = MultipartSession.digests(ChecksumAlgorithm.CRC32, HELLO)
                .checksums()
                .getFirst()
                .value();
        client.send("PUT", "/bucket/key", HELLO, "x-amz-checksum-crc32", crc).requireStatus(200);
        String[] whole = {"range", "bytes=0-4", "x-amz-checksum-mode", "ENABLED"};
        assertEquals(
                crc, client.send("GET", "/bucket/key", whole).requireStatus(206).header("x-amz-checksum-crc32"));
        String[] part = {"range", "bytes=0-3", "x-amz-checksum-mode", "ENABLED"};
        assertEquals(
                "", client.send("GET", "/bucket/key", part).requireStatus(206).header("x-amz-checksum-crc32"));
    }

    @ParameterizedTest
    @CsvSource({"bytes=0-100, InvalidArgument", "bytes=100-200, InvalidRequest", "bytes=5-5, InvalidRequest"})
    void copyRangeBeyondItsSourceIsRefused(String range, String error) {
        client.send("PUT", "/bucket/source", HELLO).requireStatus(200);
        String uri = "/bucket/key?partNumber=1&uploadId=" + multipart.begin();
        String[] headers = {"x-amz-copy-source", "bucket/source", "x-amz-copy-source-range", range};
        assertEquals(error, client.send("PUT", uri, headers).element("Code"));
    }
}
