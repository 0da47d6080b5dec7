package io.geckos.s3.object;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.security.AccessPolicy.Decision;
import io.geckos.domain.text.PercentEncoding;
import io.geckos.s3.HeldOperations;
import io.geckos.s3.testkit.ServiceClient;
import io.geckos.s3.testkit.ServiceReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(HeldOperations.class)
public class CopyObjectTest {
    private static final byte[] HELLO = "hello".getBytes(UTF_8);
    private static final String TAG = "\"5d41402abc4b2a76b9719d911017c592\"";
    private static final String LONG_AGO = "Sat, 01 Jan 2000 00:00:00 GMT";
    private static final String SOURCE = "x-amz-copy-source";

    private final ServiceClient client = ServiceClient.withBucket();

    CopyObjectTest() {
        client.send(
                        "PUT",
                        "/bucket/source",
                        HELLO,
                        "content-type",
                        "text/plain",
                        "x-amz-meta-a",
                        "1",
                        "x-amz-tagging",
                        "t=1&u=2",
                        "x-amz-checksum-crc32",
                        "NhCmhg==")
                .requireStatus(200);
    }

    @Test
    void aCopyHasBytesAndAllThatIsSaidOfItsSource() {
        ServiceReply copy =
                client.send("PUT", "/bucket/copy", SOURCE, "bucket/source").requireStatus(200);
        assertEquals("&quot;5d41402abc4b2a76b9719d911017c592&quot;", copy.element("ETag"));
        assertEquals("NhCmhg==", copy.element("ChecksumCRC32"));
        assertEquals("FULL_OBJECT", copy.element("ChecksumType"));
        ServiceReply got = client.send("GET", "/bucket/copy");
        assertEquals("hello", got.text());
        assertEquals("text/plain", got.header("Content-Type"));
        assertEquals("1", got.header("x-amz-meta-a"));
        assertEquals("2", got.header("x-amz-tagging-count"));
    }

    @Test
    void whatIsSaidMayBeReplaced() {
        client.send(
                        "PUT",
                        "/bucket/copy",
                        SOURCE,
                        "/bucket/source",
                        "x-amz-metadata-directive",
                        "REPLACE",
                        "x-amz-tagging-directive",
                        "REPLACE",
                        "x-amz-tagging",
                        "v=3",
                        "content-type",
                        "a/b",
                        "x-amz-meta-b",
                        "2",
                        "x-amz-checksum-algorithm",
                        "SHA1")
                .requireStatus(200);
        ServiceReply got = client.send("GET", "/bucket/copy", "x-amz-checksum-mode", "ENABLED");
        assertEquals("a/b", got.header("Content-Type"));
        assertEquals("", got.header("x-amz-meta-a"));
        assertEquals("2", got.header("x-amz-meta-b"));
        assertEquals("1", got.header("x-amz-tagging-count"));
        assertEquals("qvTGHdzF6KLavt4PO0gs2a6pQ00=", got.header("x-amz-checksum-sha1"));
        assertEquals("", got.header("x-amz-checksum-crc32"));
    }

    @Test
    void anObjectMayBeCopiedOntoItselfToChangeWhatIsSaidOfIt() {
        assertEquals(
                "InvalidRequest",
                client.send("PUT", "/bucket/source", SOURCE, "bucket/source").error());
        client.send(
                        "PUT",
                        "/bucket/source",
                        SOURCE,
                        "bucket/source",
                        "x-amz-metadata-directive",
                        "REPLACE",
                        "x-amz-meta-b",
                        "2")
                .requireStatus(200);
        ServiceReply got = client.send("GET", "/bucket/source");
        assertEquals("hello", got.text());
        assertEquals("2", got.header("x-amz-meta-b"));
        assertEquals("2", got.header("x-amz-tagging-count"));
    }

    @ParameterizedTest
    @CsvSource({
        "if-none-match, *, PreconditionFailed",
        "if-match, x, PreconditionFailed",
        "if-match, TAG, InvalidRequest",
        "if-match, *, InvalidRequest",
        "x-amz-copy-source-if-none-match, TAG, PreconditionFailed",
    })
    void conditionsComeBeforeTheRefusalOfACopyThatChangesNothing(String name, String value, String error) {
        String meant = value.replace("TAG", TAG);
        assertEquals(
                error,
                client.send("PUT", "/bucket/source", SOURCE, "bucket/source", name, meant)
                        .error());
    }

    @Test
    void aStorageClassThatIsNamedIsAChange() {
        client.send("PUT", "/bucket/source", SOURCE, "bucket/source", "x-amz-storage-class", "STANDARD")
                .requireStatus(200);
        assertEquals("1", client.send("GET", "/bucket/source").header("x-amz-meta-a"));
    }

    @ParameterizedTest
    @CsvSource({
        "a+b,     bucket/a%2Bb",
        "a b,     bucket/a%20b",
        "a b,     bucket/a+b",
        "a%20b,   bucket/a%2520b",
        "é😀,     bucket/%C3%A9%F0%9F%98%80",
        "/slash,  bucket//slash",
        "/slash,  /bucket//slash",
        "a/b,     bucket%2Fa%2Fb",
        "q?x=1,   bucket/q%3Fx=1",
        "v,       bucket/v?versionId=null",
        "..,      bucket/..",
        "my file [1].txt,   bucket/my file [1].txt",
        "my file [1].txt,   /bucket/my%20file [1].txt",
        "a#b{c}|d^e`f<g>,   bucket/a#b{c}|d^e`f<g>",
        "c+d,               bucket/c+d",
        "e&f=g;h@i:j!k,     bucket/e&f=g;h@i:j!k",
        "what?.txt,         bucket/what?.txt",
        "what?,             bucket/what??versionId=null",
        "?versionId=x,      bucket/%3FversionId=x",
        "a?b=c?d,           bucket/a?b=c%3Fd?versionId=null",
        "arn:x,             bucket/arn:x",
    })
    void sourcesAreDecodedAsS3Does(String key, String source) {
        client.send("PUT", "/bucket/" + PercentEncoding.encodePath(key), HELLO).requireStatus(200);
        client.send("PUT", "/bucket/copy", SOURCE, source).requireStatus(200);
        assertEquals("hello", client.send("GET", "/bucket/copy").text());
    }

    /** Header bytes come as one character each; clients send the key in UTF-8, old ones in ISO 8859-1. */
    @Test
    void lettersBeyondAsciiNeedNoEncoding() {
        String key = "grün 😀.txt";
        client.send("PUT", "/bucket/" + PercentEncoding.encodePath(key), HELLO).requireStatus(200);
        String source = new String(("bucket/" + key).getBytes(UTF_8), ISO_8859_1);
        client.send("PUT", "/bucket/copy", SOURCE, source).requireStatus(200);
        assertEquals("hello", client.send("GET", "/bucket/copy").text());
        client.send("PUT", "/bucket/gr%C3%BCn", HELLO).requireStatus(200);
        client.send("PUT", "/bucket/other", SOURCE, "bucket/grün").requireStatus(200);
        assertEquals("hello", client.send("GET", "/bucket/other").text());
        client.send("PUT", "/bucket/none", SOURCE, "bucket/gr\u0001n").requireStatus(400);
    }

    @Test
    void aPlusSignIsASpaceBeforeItIsItself() {
        client.send("PUT", "/bucket/a+b", "plus".getBytes(UTF_8)).requireStatus(200);
        client.send("PUT", "/bucket/copy", SOURCE, "bucket/a+b").requireStatus(200);
        assertEquals("plus", client.send("GET", "/bucket/copy").text());
        client.send("PUT", "/bucket/a%20b", "space".getBytes(UTF_8)).requireStatus(200);
        client.send("PUT", "/bucket/copy", SOURCE, "bucket/a+b").requireStatus(200);
        assertEquals("space", client.send("GET", "/bucket/copy").text());
        client.send("PUT", "/bucket/copy", SOURCE, "bucket/a%2Bb").requireStatus(200);
        assertEquals("plus", client.send("GET", "/bucket/copy").text());
    }

    @ParameterizedTest
    @CsvSource({
        "'',                        InvalidArgument,   ArgumentName, x-amz-copy-source",
        "bucket,                    InvalidArgument,   ArgumentName, x-amz-copy-source",
        "/bucket/,                  InvalidArgument,   ArgumentName, x-amz-copy-source",
        "bucket/source?versionId=x, InvalidArgument,   ArgumentName, versionId",
        "bucket/source?versionId=,  InvalidArgument,   ArgumentName, versionId",
        "bucket/%zz,                InvalidArgument,   Message,      Invalid copy source encoding",
        "bucket/%C3%,               InvalidArgument,   Message,      Invalid copy source encoding",
        "Bucket/source,             InvalidArgument,   Message,      Invalid copy source bucket name",
        "bucket,                    InvalidArgument,   Message,      Invalid copy source object key",
        "bucket/100% sure,          InvalidArgument,   Message,      Invalid copy source encoding",
        "arn:aws:s3:::bucket/source, InvalidArgument,  Message,      Invalid copy source bucket name",
        "arn:aws:s3:us-east-1:1:accesspoint/a/object/k, NotImplemented, Header, x-amz-copy-source",
        "bucket/no+ne,              NoSuchKey,         Key,          no ne",
        "bucket/none,               NoSuchKey,         Key,          none",
        "nobodys/source,            NoSuchBucket,      BucketName,   nobodys",
    })
    void sourcesThatCannotBeHadAreNamed(String source, String error, String element, String text) {
        ServiceReply reply = client.send("PUT", "/bucket/copy", SOURCE, source);
        assertEquals(error, reply.element("Code"));
        assertEquals(text, reply.element(element));
        client.send("HEAD", "/bucket/copy").requireStatus(404);
    }

    @ParameterizedTest
    @CsvSource({
        "if-match,            TAG,      200",
        "if-match,            x,        412",
        "if-none-match,       TAG,      412",
        "if-none-match,       x,        200",
        "if-modified-since,   LONG_AGO, 200",
        "if-modified-since,   NOW,      412",
        "if-modified-since,   FUTURE,   200",
        "if-unmodified-since, LONG_AGO, 412",
        "if-unmodified-since, NOW,      200",
    })
    void conditionsOfTheSourceAreDecided(String name, String value, int status) {
        String now = client.send("HEAD", "/bucket/source").header("Last-Modified");
        String meant = value.replace("TAG", TAG)
                .replace("LONG_AGO", LONG_AGO)
                .replace("NOW", now)
                .replace("FUTURE", "Sat, 01 Jan 2500 00:00:00 GMT");
        ServiceReply reply = client.send("PUT", "/bucket/copy", SOURCE, "bucket/source", SOURCE + "-" + name, meant);
        assertEquals(status, reply.status());
        assertEquals(status == 412, reply.element("Condition").equalsIgnoreCase("x-amz-copy-source-" + name));
    }

    @Test
    void conditionsOfTheTargetAreDecidedByTheStore() {
        client.send("PUT", "/bucket/copy", SOURCE, "bucket/source", "if-none-match", "*")
                .requireStatus(200);
        client.send("PUT", "/bucket/copy", SOURCE, "bucket/source", "if-none-match", "*")
                .requireStatus(412);
        client.send("PUT", "/bucket/copy", SOURCE, "bucket/source", "if-match", TAG)
                .requireStatus(200);
        client.send("PUT", "/bucket/copy", SOURCE, "bucket/source", "if-match", "\"x\"")
                .requireStatus(412);
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-metadata-directive, MOVE, InvalidArgument",
        "x-amz-tagging-directive, MOVE, InvalidArgument",
        "x-amz-checksum-algorithm, MD4, InvalidRequest",
        "x-amz-source-expected-bucket-owner, 999999999999, AccessDenied",
        "x-amz-acl, public-read, AccessControlListNotSupported",
        "x-amz-storage-class, GLACIER, InvalidStorageClass",
        "x-amz-copy-source-server-side-encryption-customer-key, x, NotImplemented",
        "x-amz-copy-source-range, bytes=0-1, NotImplemented",
    })
    void headersAreObeyedOrRefused(String name, String value, String error) {
        assertEquals(
                error,
                client.send("PUT", "/bucket/copy", SOURCE, "bucket/source", name, value)
                        .error());
        client.send("HEAD", "/bucket/copy").requireStatus(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bucket/copy", "/bucket/copy?partNumber=1&uploadId=x"})
    void theSourceMustBeReadable(String target) {
        ServiceClient guarded = new ServiceClient(
                client.storage,
                request -> request.actions().contains("GetObject")
                                && request.resource().equals("bucket/source")
                        ? Decision.DENIED
                        : Decision.ALLOWED);
        assertEquals(
                "AccessDenied",
                guarded.send("PUT", target, SOURCE, "bucket/source").error());
    }
}
