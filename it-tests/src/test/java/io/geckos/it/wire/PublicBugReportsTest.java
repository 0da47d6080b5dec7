package io.geckos.it.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.it.testkit.RawHttp.Reply;
import io.geckos.it.testkit.WireRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What users of other S3 servers reported, each tried here: the cases, with the report they come from. */
class PublicBugReportsTest extends OpenServerTest {
    private static final Pattern KEY = Pattern.compile("<Key>(.*?)</Key>");

    /** SeaweedFS 10652: in pages of one key, those of a directory whose name begins with the prefix were left out. */
    @Test
    void pagesOfAPrefixThatEndsWithinADirectoryNameAreComplete() throws Exception {
        List<String> keys = List.of("data/a/1", "data/a/2", "data/ab/3");
        bucket("seaweedfs-10652", keys);
        assertEquals(keys, keysInPages("seaweedfs-10652", "prefix=data/a&max-keys=1"));
    }

    /** SeaweedFS 8287: the second page of a prefix of two levels was never reached. */
    @Test
    void pagesOfAPrefixOfTwoLevelsAreComplete() throws Exception {
        List<String> keys =
                IntStream.range(0, 7).mapToObj(i -> "export/2026/" + i + ".jpg").toList();
        bucket("seaweedfs-8287", keys);
        assertEquals(keys, keysInPages("seaweedfs-8287", "prefix=export/2026&max-keys=2"));
    }

    /** SeaweedFS 1741: with a delimiter, KeyCount did not count the common prefixes. */
    @Test
    void keyCountCountsCommonPrefixes() throws Exception {
        bucket("seaweedfs-1741", List.of("a/1", "a/2", "b/1", "c"));
        assertEquals("3", get("/seaweedfs-1741?list-type=2&delimiter=%2F").element("KeyCount"));
    }

    /** LocalStack 9605: in pages of a delimited listing, a common prefix came again after a continuation token. */
    @Test
    void commonPrefixIsOnOnePageOnly() throws Exception {
        bucket("localstack-9605", List.of("folder/a/1", "folder/a/2", "folder/b/1", "folder/c"));
        List<String> prefixes = new ArrayList<>();
        for (Reply page : pages("localstack-9605", "prefix=folder/&delimiter=/&max-keys=1")) {
            Pattern.compile("<CommonPrefixes><Prefix>(.*?)</Prefix>")
                    .matcher(page.text())
                    .results()
                    .forEach(it -> prefixes.add(it.group(1)));
        }
        assertEquals(List.of("folder/a/", "folder/b/"), prefixes);
    }

    /** LocalStack 9076: a range whose end is before its beginning was 416; it is no range, and S3 answers the whole object. */
    @Test
    void rangeThatEndsBeforeItBeginsIsIgnored() throws Exception {
        bucket("localstack-9076", List.of("key"));
        Reply reply = send(WireRequest.of("GET", "/localstack-9076/key").header("range", "bytes=3-1"));
        assertEquals(200, reply.status());
        assertEquals("key", reply.text());
    }

    /** S3Mock 2732: a range beyond the object was refused without a document that says why. */
    @Test
    void refusedRangeSaysHowLargeTheObjectIs() throws Exception {
        bucket("s3mock-2732", List.of("key"));
        Reply reply = send(WireRequest.of("GET", "/s3mock-2732/key").header("range", "bytes=3-"));
        assertEquals("416 InvalidRange", reply.status() + " " + reply.code());
        assertEquals("3", reply.element("ActualObjectSize"));
        assertEquals("bytes */3", reply.header("content-range"));
    }

    /** S3Proxy 304: a source range without {@code bytes=} was ignored and the whole object copied into the part. */
    @Test
    void partOfAnInvalidSourceRangeIsRefused() throws Exception {
        bucket("s3proxy-304", List.of("source"));
        String id = send(WireRequest.of("POST", "/s3proxy-304/target?uploads")).element("UploadId");
        for (String range : List.of("0-2", "bytes=0-", "bytes=-2", "bytes=2-0", "bytes=0-1,2-3")) {
            Reply reply = send(WireRequest.of("PUT", "/s3proxy-304/target?partNumber=1&uploadId=" + id)
                    .header("x-amz-copy-source", "/s3proxy-304/source")
                    .header("x-amz-copy-source-range", range));
            assertEquals("400 InvalidArgument", reply.status() + " " + reply.code(), range);
        }
        assertEquals(204, delete("/s3proxy-304/target?uploadId=" + id).status());
    }

    /** versitygw 153: a completion that named other ETags than those of the parts was accepted. */
    @Test
    void completionWithAnotherETagIsRefused() throws Exception {
        bucket("versitygw-153", List.of());
        String id = send(WireRequest.of("POST", "/versitygw-153/key?uploads")).element("UploadId");
        String part = put("/versitygw-153/key?partNumber=1&uploadId=" + id, "x").header("etag");
        assertEquals(
                "InvalidPart",
                complete(id, "\"d41d8cd98f00b204e9800998ecf8427e\"").code());
        assertEquals(404, get("/versitygw-153/key").status());
        assertEquals(200, complete(id, part).status());
        assertEquals("x", get("/versitygw-153/key").text());
    }

    /** s3rver 629: ETags without quotation marks, as MinIO's mc sends them, did not complete an upload. */
    @Test
    void completionTakesETagsWithoutQuotationMarks() throws Exception {
        bucket("s3rver-629", List.of());
        String id = send(WireRequest.of("POST", "/s3rver-629/bare?uploads")).element("UploadId");
        String part = put("/s3rver-629/bare?partNumber=1&uploadId=" + id, "x").header("etag");
        assertNotEquals(part, part.replace("\"", ""));
        Reply reply = send(
                WireRequest.of("POST", "/s3rver-629/bare?uploadId=" + id).body(completion(part.replace("\"", ""))));
        assertEquals(200, reply.status());
    }

    /** S3Mock 292: the uploads of every bucket were listed in each. */
    @Test
    void uploadsAreThoseOfTheBucket() throws Exception {
        bucket("s3mock-292-one", List.of());
        bucket("s3mock-292-two", List.of());
        send(WireRequest.of("POST", "/s3mock-292-one/key?uploads"));
        assertEquals(List.of("key"), keys(get("/s3mock-292-one?uploads")));
        assertEquals(List.of(), keys(get("/s3mock-292-two?uploads")));
    }

    private Reply complete(String id, String etag) throws Exception {
        return send(WireRequest.of("POST", "/versitygw-153/key?uploadId=" + id).body(completion(etag)));
    }

    private static String completion(String etag) {
        return "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + etag
                + "</ETag></Part></CompleteMultipartUpload>";
    }

    /** A bucket with an object for each key whose content is its name. */
    private void bucket(String name, List<String> keys) throws Exception {
        put("/" + name, "");
        for (String key : keys) {
            assertEquals(200, put("/" + name + "/" + key, key).status());
        }
    }

    private List<String> keysInPages(String bucket, String query) throws Exception {
        return pages(bucket, query).stream()
                .flatMap(page -> keys(page).stream())
                .toList();
    }

    /** All pages of a listing, at most a hundred. */
    private List<Reply> pages(String bucket, String query) throws Exception {
        List<Reply> pages = new ArrayList<>();
        String token = "";
        do {
            assertTrue(pages.size() < 100, "endless pages");
            String more = token.isEmpty() ? "" : "&continuation-token=" + token.replace("+", "%2B");
            Reply page = get("/" + bucket + "?list-type=2&" + query + more);
            assertEquals(200, page.status(), page::text);
            pages.add(page);
            token = page.element("NextContinuationToken");
        } while (!token.isEmpty());
        return pages;
    }

    private static List<String> keys(Reply listing) {
        return KEY.matcher(listing.text()).results().map(it -> it.group(1)).toList();
    }

    private Reply get(String target) throws Exception {
        return send(WireRequest.of("GET", target));
    }

    private Reply put(String target, String body) throws Exception {
        return send(WireRequest.of("PUT", target).body(body));
    }

    private Reply delete(String target) throws Exception {
        return send(WireRequest.of("DELETE", target));
    }
}
