package io.geckos.s3.tagging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.geckos.s3.HeldOperations;
import io.geckos.s3.testkit.ServiceClient;
import io.geckos.s3.testkit.ServiceReply;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(HeldOperations.class)
public class TaggingTest {
    private static final String OBJECT = "/bucket/key?tagging";
    private static final String BUCKET = "/bucket?tagging";

    private final ServiceClient client = ServiceClient.withBucket();

    TaggingTest() {
        client.send("PUT", "/bucket/key", "hello".getBytes(UTF_8)).requireStatus(200);
    }

    @Test
    void tagsOfAnObjectArePutAndFoundAndDeleted() {
        assertEquals(List.of(), client.send("GET", OBJECT).requireStatus(200).elements("Key"));
        put(OBJECT, tag("b", "2 é") + tag("a", "x=y:z/@")).requireStatus(200);
        ServiceReply got = client.send("GET", OBJECT + "&versionId=null").requireStatus(200);
        assertEquals(List.of("a", "b"), got.elements("Key"));
        assertEquals(List.of("x=y:z/@", "2 é"), got.elements("Value"));
        assertEquals("2", client.send("HEAD", "/bucket/key").header("x-amz-tagging-count"));
        put(OBJECT, "").requireStatus(200);
        assertEquals(List.of(), client.send("GET", OBJECT).elements("Key"));
        put(OBJECT, tag("c", "")).requireStatus(200);
        client.send("DELETE", OBJECT).requireStatus(204);
        assertEquals("", client.send("HEAD", "/bucket/key").header("x-amz-tagging-count"));
    }

    @Test
    void tagsOfABucketArePutAndFoundAndDeleted() {
        assertEquals(
                "NoSuchTagSet", client.send("GET", BUCKET).requireStatus(404).element("Code"));
        put(BUCKET, tag("b", "2") + tag("a", "1")).requireStatus(204);
        assertEquals(
                List.of("a", "b"), client.send("GET", BUCKET).requireStatus(200).elements("Key"));
        client.send("DELETE", BUCKET).requireStatus(204);
        client.send("DELETE", BUCKET).requireStatus(204);
        assertEquals("NoSuchTagSet", client.send("GET", BUCKET).element("Code"));
    }

    @Test
    void whatIsNotThereHasNoTags() {
        for (String method : List.of("GET", "DELETE")) {
            assertEquals(
                    "NoSuchKey", client.send(method, "/bucket/none?tagging").error());
            assertEquals("NoSuchBucket", client.send(method, "/nobodys?tagging").error());
        }
        assertEquals("NoSuchKey", put("/bucket/none?tagging", tag("a", "1")).error());
        assertEquals("NoSuchBucket", put("/nobodys?tagging", tag("a", "1")).error());
    }

    @ParameterizedTest
    @ValueSource(strings = {OBJECT, BUCKET})
    void limitsAreKept(String uri) {
        int most = uri.equals(OBJECT) ? 10 : 50;
        assertEquals("", put(uri, tags(most)).error());
        assertEquals("BadRequest", put(uri, tags(most + 1)).error());
        assertEquals("", put(uri, tag("k".repeat(128), "v".repeat(256))).error());
        assertEquals("InvalidTag", put(uri, tag("k".repeat(129), "v")).error());
        assertEquals("InvalidTag", put(uri, tag("k", "v".repeat(257))).error());
        assertEquals("InvalidTag", put(uri, tag("", "v")).error());
        assertEquals("InvalidTag", put(uri, tag("a", "1") + tag("a", "2")).error());
        assertEquals("InvalidTag", put(uri, tag("aws:a", "1")).error());
        assertEquals("InvalidTag", put(uri, tag("a", "1\r\n2")).error());
        assertEquals("InvalidTag", put(uri, tag("a!", "1")).error());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Tagging/>text",
                "<Other/>",
                "<Tagging><Tag/></Tagging>",
                "<Tagging><TagSet/><TagSet/></Tagging>",
                "<Tagging><TagSet><Other/></TagSet></Tagging>",
                "<Tagging><TagSet><Tag><Name/></Tag></TagSet></Tagging>"
            })
    void malformedDocumentsChangeNothing(String document) {
        put(OBJECT, tag("a", "1")).requireStatus(200);
        assertEquals(
                "MalformedXML",
                client.send("PUT", OBJECT, document.getBytes(UTF_8)).error());
        assertEquals(List.of("a"), client.send("GET", OBJECT).elements("Key"));
    }

    @Test
    void aMissingDocumentChangesNothing() {
        put(OBJECT, tag("a", "1")).requireStatus(200);
        ServiceReply reply = client.send("PUT", OBJECT).requireStatus(400);
        assertEquals("MissingRequestBodyError", reply.error());
        assertEquals(List.of("a"), client.send("GET", OBJECT).elements("Key"));
    }

    @Test
    void anObjectMayBeMadeWithTags() {
        client.send("PUT", "/bucket/key", "x-amz-tagging", "a=1&b=%C3%A9+%2B&c").requireStatus(200);
        ServiceReply got = client.send("GET", OBJECT);
        assertEquals(List.of("a", "b", "c"), got.elements("Key"));
        assertEquals(List.of("1", "é +", ""), got.elements("Value"));
        client.send("PUT", "/bucket/key").requireStatus(200);
        assertFalse(client.send("GET", OBJECT).text().contains("<Tag>"));
    }

    @ParameterizedTest
    @CsvSource({
        "a=1&a=2,      InvalidArgument",
        "a=%zz,        InvalidArgument",
        "a=%0D%0A,     InvalidTag",
        "aws:a=1,      InvalidTag",
        "=,            InvalidArgument",
        "=1,           InvalidArgument",
        "a&b&c&d&e&f&g&h&i&j&k, BadRequest",
    })
    void headersThatAreNoTagsAreRefused(String header, String error) {
        assertEquals(
                error,
                client.send("PUT", "/bucket/other", "x-amz-tagging", header).error());
        assertEquals(
                error,
                client.send("POST", "/bucket/other?uploads", "x-amz-tagging", header)
                        .error());
        client.send("HEAD", "/bucket/other").requireStatus(404);
    }

    private ServiceReply put(String uri, String tags) {
        return client.send("PUT", uri, ("<Tagging><TagSet>" + tags + "</TagSet></Tagging>").getBytes(UTF_8));
    }

    private static String tag(String key, String value) {
        return "<Tag><Key>" + key + "</Key><Value>" + value.replace("\r", "&#13;") + "</Value></Tag>";
    }

    private static String tags(int count) {
        return IntStream.range(0, count).mapToObj(i -> tag("key" + i, "")).collect(Collectors.joining());
    }
}
