package io.geckos.s3.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.s3.testkit.ServiceReply;
import io.geckos.s3.testkit.VersionedBucket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

public class VersionListingTest {
    private final VersionedBucket bucket = VersionedBucket.enabled();

    private ServiceReply list(String query) {
        return bucket.send("GET", "?versions" + query);
    }

    @Test
    void keysAscendAndVersionsAndMarkersComeNewestFirst() {
        String a1 = bucket.put("a", "1");
        String a2 = bucket.put("a", "22");
        String marker = bucket.delete("a");
        String b1 = bucket.put("b", "333");
        ServiceReply all = list("").requireStatus(200);
        assertEquals(List.of("a", "a", "a", "b"), all.elements("Key"));
        assertEquals(List.of(marker, a2, a1, b1), all.elements("VersionId"));
        assertEquals(List.of("true", "false", "false", "true"), all.elements("IsLatest"));
        assertEquals(List.of("2", "1", "3"), all.elements("Size"));
        assertEquals(1, all.elements("DeleteMarker").size());
        assertEquals("false", all.element("IsTruncated"));
        assertEquals("", all.element("NextKeyMarker"));
    }

    @Test
    void theNullVersionIsNamed() {
        bucket.set("Suspended");
        bucket.put("a", "1");
        bucket.set("Enabled");
        String a2 = bucket.put("a", "2");
        assertEquals(List.of(a2, "null"), list("").elements("VersionId"));
    }

    @Test
    void pagesOfOneMeetEachVersionAndMarkerOnce() {
        List<String> expected = new ArrayList<>();
        for (String key : List.of("a", "b")) {
            String first = bucket.put(key, "1");
            String marker = bucket.delete(key);
            String second = bucket.put(key, "2");
            expected.addAll(List.of(second, marker, first));
        }
        List<String> met = new ArrayList<>();
        ServiceReply page = list("&max-keys=1");
        while (page.element("IsTruncated").equals("true")) {
            met.addAll(page.elements("VersionId"));
            assertEquals(page.element("Key"), page.element("NextKeyMarker"));
            assertEquals(page.element("VersionId"), page.element("NextVersionIdMarker"));
            page = list("&max-keys=1&key-marker=" + page.element("NextKeyMarker") + "&version-id-marker="
                    + page.element("NextVersionIdMarker"));
        }
        met.addAll(page.elements("VersionId"));
        assertEquals(expected, met);
    }

    @Test
    void aKeyMarkerAloneIsBehindAllVersionsOfTheKey() {
        bucket.put("a", "1");
        bucket.put("a", "2");
        String b = bucket.put("b", "3");
        assertEquals(List.of(b), list("&key-marker=a").elements("VersionId"));
    }

    @Test
    void aMarkerThatIsGoneStillSaysWhereToGoOn() {
        String first = bucket.put("a", "1");
        String second = bucket.put("a", "2");
        bucket.put("a", "3");
        bucket.send("DELETE", "/a?versionId=" + second).requireStatus(204);
        assertEquals(
                List.of(first),
                list("&key-marker=a&version-id-marker=" + second).elements("VersionId"));
    }

    @Test
    void keysAreRolledUpWithTheirMarkers() {
        bucket.put("d/a", "1");
        bucket.delete("d/b");
        String e = bucket.put("e", "2");
        ServiceReply page = list("&delimiter=/");
        assertEquals(List.of(e), page.elements("VersionId"));
        assertEquals(
                List.of("d/"),
                page.elements("Prefix").stream()
                        .filter(prefix -> !prefix.isEmpty())
                        .toList());
    }

    @Test
    void aVersionMarkerNeedsAKeyMarkerAndCannotBeEmpty() {
        String version = bucket.put("a", "1");
        assertEquals("InvalidArgument", list("&version-id-marker=" + version).error());
        assertEquals("InvalidArgument", list("&key-marker=a&version-id-marker=").error());
        assertEquals(
                "InvalidArgument", list("&key-marker=a&version-id-marker=no/id").error());
    }
}
