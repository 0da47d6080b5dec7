package io.geckos.s3.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.text.PercentEncoding;
import io.geckos.s3.HeldOperations;
import io.geckos.s3.testkit.FakeAuthenticator;
import io.geckos.s3.testkit.ServiceClient;
import io.geckos.s3.testkit.ServiceReply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(HeldOperations.class)
public class ListingTest {
    private static final List<String> KINDS = List.of("list-type=2", "versions", "prefix=");

    private final ServiceClient client = ServiceClient.withBucket();

    private void put(String... keys) {
        for (String key : keys) {
            client.send("PUT", "/bucket/" + PercentEncoding.encodePath(key)).requireStatus(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"list-type=2", "versions", ""})
    void keysAreListedInOrderOfTheirBytes(String kind) {
        put("b", "a", "a/b", "\uffff", "😀", "a//b", "Z");
        ServiceReply reply = client.send("GET", "/bucket?" + kind).requireStatus(200);
        assertEquals(List.of("Z", "a", "a//b", "a/b", "b", "&#65535;", "😀"), reply.elements("Key"));
        assertEquals("application/xml", reply.header("Content-Type"));
        assertEquals("bucket", reply.element("Name"));
        assertEquals("1000", reply.element("MaxKeys"));
        assertEquals("false", reply.element("IsTruncated"));
        assertEquals("0", reply.element("Size"));
        assertEquals("STANDARD", reply.element("StorageClass"));
        assertEquals("&quot;d41d8cd98f00b204e9800998ecf8427e&quot;", reply.element("ETag"));
        assertTrue(reply.element("LastModified").matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.000Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"list-type=2", "versions", "x"})
    void keysAreEncodedOnDemand(String kind) {
        put("a b+c/d\u0001", "é");
        String common = "&encoding-type=url&prefix=a%20&delimiter=%2B";
        ServiceReply reply = client.send("GET", "/bucket?" + kind + common).requireStatus(200);
        assertEquals(List.of("a%20", "a%20b%2B"), reply.elements("Prefix"));
        assertEquals("%2B", reply.element("Delimiter"));
        assertEquals("url", reply.element("EncodingType"));
        assertEquals(
                List.of("a%20b%2Bc/d%01", "%C3%A9"),
                client.send("GET", "/bucket?encoding-type=url&" + kind).elements("Key"));
    }

    @Test
    void versionTwoPagesByToken() {
        put("a", "b/1", "b/2", "c", "d");
        List<String> found = new ArrayList<>();
        String query = "/bucket?list-type=2&delimiter=/&max-keys=1";
        ServiceReply page = client.send("GET", query);
        for (int pages = 1; ; pages++) {
            assertTrue(pages <= 4);
            assertEquals("1", page.element("KeyCount"));
            found.addAll(page.elements("Key"));
            found.addAll(
                    page.elements("Prefix").subList(1, page.elements("Prefix").size()));
            if (page.element("IsTruncated").equals("false")) {
                break;
            }
            String token = page.element("NextContinuationToken");
            page = client.send("GET", query + "&continuation-token=" + token);
            assertEquals(token, page.element("ContinuationToken"));
        }
        assertEquals(List.of("a", "b/", "c", "d"), found);
    }

    @Test
    void versionTwoStartsBehindWhatIsNamed() {
        put("a", "b", "c");
        ServiceReply reply = client.send("GET", "/bucket?list-type=2&start-after=aa");
        assertEquals(List.of("b", "c"), reply.elements("Key"));
        assertEquals("aa", reply.element("StartAfter"));
        String token = client.send("GET", "/bucket?list-type=2&max-keys=2").element("NextContinuationToken");
        ServiceReply both = client.send("GET", "/bucket?list-type=2&start-after=a&continuation-token=" + token);
        assertEquals(List.of("c"), both.elements("Key"));
    }

    @Test
    void theOwnerIsToldOnDemand() {
        put("a");
        assertEquals("", client.send("GET", "/bucket?list-type=2").element("ID"));
        assertEquals(
                "", client.send("GET", "/bucket?list-type=2&fetch-owner=false").element("ID"));
        assertEquals(
                FakeAuthenticator.OWNER.id(),
                client.send("GET", "/bucket?list-type=2&fetch-owner=true").element("ID"));
        assertEquals(FakeAuthenticator.OWNER.id(), client.send("GET", "/bucket").element("ID"));
    }

    @Test
    void versionOnePagesByMarker() {
        put("a", "b/1", "b/2", "c");
        ServiceReply first = client.send("GET", "/bucket?delimiter=/&max-keys=2");
        assertEquals("true", first.element("IsTruncated"));
        assertEquals("b/", first.element("NextMarker"));
        assertEquals("", first.element("Marker"));
        ServiceReply second = client.send("GET", "/bucket?delimiter=/&max-keys=2&marker=b/");
        assertEquals(List.of("c"), second.elements("Key"));
        assertEquals("b/", second.element("Marker"));
        assertTrue(
                client.send("GET", "/bucket?max-keys=1").elements("NextMarker").isEmpty());
    }

    @Test
    void versionsPageByKeyAndVersion() {
        put("a", "b/1", "b/2", "c");
        ServiceReply first = client.send("GET", "/bucket?versions&max-keys=1");
        assertEquals(List.of("null"), first.elements("VersionId"));
        assertEquals("true", first.element("IsLatest"));
        assertEquals("a", first.element("NextKeyMarker"));
        assertEquals("null", first.element("NextVersionIdMarker"));
        ServiceReply second =
                client.send("GET", "/bucket?versions&delimiter=/&max-keys=1&key-marker=a&version-id-marker=null");
        assertEquals("b/", second.element("NextKeyMarker"));
        ServiceReply third = client.send("GET", "/bucket?versions&delimiter=/&key-marker=b/");
        assertEquals(List.of("c"), third.elements("Key"));
        assertFalse(third.text().contains("NextKeyMarker"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"list-type=2", "versions", "x"})
    void noKeysMayBeAskedForAndNeverMoreThanAThousand(String kind) {
        put("a");
        ServiceReply none = client.send("GET", "/bucket?max-keys=0&" + kind).requireStatus(200);
        assertEquals(List.of(), none.elements("Key"));
        assertEquals("false", none.element("IsTruncated"));
        assertEquals("0", none.element("MaxKeys"));
        assertEquals("1000", client.send("GET", "/bucket?max-keys=5000&" + kind).element("MaxKeys"));
        assertEquals("1000", client.send("GET", "/bucket?max-keys=&" + kind).element("MaxKeys"));
        assertFalse(client.send("GET", "/bucket?delimiter=&" + kind).text().contains("Delimiter"));
    }

    @ParameterizedTest
    @CsvSource({
        "list-type=1, list-type",
        "list-type=2&max-keys=-1, max-keys",
        "list-type=2&max-keys=x, max-keys",
        "list-type=2&encoding-type=base64, encoding-type",
        "list-type=2&fetch-owner=yes, fetch-owner",
        "list-type=2&continuation-token=, continuation-token",
        "list-type=2&continuation-token=!!, continuation-token",
        "list-type=2&continuation-token=AAAA, continuation-token",
        "max-keys=99999999999, max-keys",
        "encoding-type=, encoding-type",
        "versions&version-id-marker=null, version-id-marker",
        "versions&key-marker=a&version-id-marker=b, versionId",
    })
    void parametersAreChecked(String query, String name) {
        ServiceReply reply = client.send("GET", "/bucket?" + query).requireStatus(400);
        assertEquals("InvalidArgument", reply.element("Code"));
        assertEquals(name, reply.element("ArgumentName"));
    }

    @Test
    void aMissingBucketHasNoListing() {
        for (String kind : KINDS) {
            ServiceReply reply = client.send("GET", "/nobodys?" + kind).requireStatus(404);
            assertEquals("NoSuchBucket", reply.element("Code"));
            assertEquals("nobodys", reply.element("BucketName"));
        }
    }

    @Test
    void attributesOfArchivedObjectsMayBeAskedFor() {
        put("a");
        client.send("GET", "/bucket?list-type=2", "x-amz-optional-object-attributes", "RestoreStatus")
                .requireStatus(200);
        client.send("GET", "/bucket?list-type=2", "x-amz-optional-object-attributes", "Other")
                .requireStatus(400);
    }
}
