package io.geckos.domain.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.checksum.ETag;
import io.geckos.domain.lifecycle.LifecycleAction.AbortUploads;
import io.geckos.domain.lifecycle.LifecycleAction.ExpireAfter;
import io.geckos.domain.lifecycle.LifecycleAction.ExpireNoncurrent;
import io.geckos.domain.lifecycle.LifecycleAction.ExpireOn;
import io.geckos.domain.lifecycle.LifecycleAction.RemoveLoneMarkers;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.name.VersionId;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ObjectSummary;
import io.geckos.domain.object.StorageClass;
import io.geckos.domain.object.VersionEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LifecycleJudgeTest {
    private static final BucketName BUCKET = new BucketName("bucket");
    private static final Instant NOW = Instant.parse("2026-03-20T00:00:00Z");

    private final List<VersionEntry> entries = new ArrayList<>();

    @Test
    void currentVersionExpiresAtMidnightAfterItsDays() {
        stored("old", "1", true, "2026-03-16T10:30:00Z");
        stored("young", "1", true, "2026-03-17T00:00:01Z");
        assertEquals(List.of("old latest"), removed(LifecycleFilter.ALL, new ExpireAfter(3)));
    }

    @Test
    void datesExpireWhatIsThereOnAndAfterThem() {
        stored("a", "1", true, "2026-03-19T23:59:59Z");
        assertEquals(List.of("a latest"), removed(LifecycleFilter.ALL, new ExpireOn(NOW)));
        assertEquals(List.of(), removed(LifecycleFilter.ALL, new ExpireOn(NOW.plusSeconds(1))));
    }

    @Test
    void noncurrentDaysCountFromWhenANewerVersionCame() {
        stored("a", "3", true, "2026-03-19T00:00:00Z");
        stored("a", "2", false, "2026-03-10T00:00:00Z");
        stored("a", "1", false, "2026-01-01T00:00:00Z");
        assertEquals(List.of("a 1"), removed(LifecycleFilter.ALL, new ExpireNoncurrent(5, 0)));
    }

    @Test
    void newerNoncurrentVersionsAreKeptOfEachKey() {
        for (String key : List.of("a", "b")) {
            stored(key, "4", true, "2026-02-04T00:00:00Z");
            stored(key, "3", false, "2026-02-03T00:00:00Z");
            marker(key, "2", false, "2026-02-02T00:00:00Z");
            stored(key, "1", false, "2026-02-01T00:00:00Z");
        }
        assertEquals(List.of("a 2", "a 1", "b 2", "b 1"), removed(LifecycleFilter.ALL, new ExpireNoncurrent(1, 1)));
    }

    @Test
    void onlyAMarkerWithoutVersionsIsLone() {
        marker("alone", "1", true, "2026-03-19T00:00:00Z");
        marker("hiding", "2", true, "2026-03-19T00:00:00Z");
        stored("hiding", "1", false, "2026-03-18T00:00:00Z");
        marker("last", "1", true, "2026-03-19T00:00:00Z");
        assertEquals(List.of("alone 1", "last 1"), removed(LifecycleFilter.ALL, new RemoveLoneMarkers()));
    }

    @Test
    void expirationByDaysRemovesLoneMarkersOfThatAge() {
        marker("old", "1", true, "2026-03-01T00:00:00Z");
        marker("young", "1", true, "2026-03-19T00:00:00Z");
        assertEquals(List.of("old 1"), removed(LifecycleFilter.ALL, new ExpireAfter(3)));
    }

    @Test
    void filtersByPrefixTagsAndSizeHoldTogether() {
        for (String key : List.of("logs/tagged", "logs/plain", "other/tagged")) {
            stored(key, "1", true, "2026-01-01T00:00:00Z");
        }
        LifecycleFilter filter =
                new LifecycleFilter("logs/", Map.of("keep", "no"), OptionalLong.of(9), OptionalLong.of(11));
        assertEquals(List.of("logs/tagged latest"), removed(filter, new ExpireAfter(1)));
        LifecycleFilter larger = new LifecycleFilter("", Map.of(), OptionalLong.of(10), OptionalLong.empty());
        assertEquals(List.of(), removed(larger, new ExpireAfter(1)), "a size of 10 is not larger than 10");
    }

    @Test
    void markersHaveNeitherTagsNorSize() {
        marker("logs/a", "1", true, "2026-01-01T00:00:00Z");
        LifecycleFilter sized = new LifecycleFilter("", Map.of(), OptionalLong.empty(), OptionalLong.of(100));
        assertEquals(List.of(), removed(sized, new ExpireAfter(1)));
    }

    @Test
    void disabledRulesDoNothing() {
        stored("a", "1", true, "2026-01-01T00:00:00Z");
        LifecycleRule off = new LifecycleRule("off", false, LifecycleFilter.ALL, List.of(new ExpireAfter(1)));
        assertEquals(List.of(), removed(new LifecycleConfiguration(List.of(off))));
        assertFalse(new LifecycleConfiguration(List.of(off)).removesVersions());
    }

    @Test
    void uploadsAreAbortedByTheirAge() {
        LifecycleJudge judge =
                new LifecycleJudge(rule(LifecycleFilter.ALL, new AbortUploads(2)), LifecycleDay.REAL, NOW);
        assertTrue(judge.aborts("a", Instant.parse("2026-03-17T08:00:00Z")));
        assertFalse(judge.aborts("a", Instant.parse("2026-03-18T08:00:00Z")));
    }

    @Test
    void theEarliestRuleSaysWhenAnObjectExpires() {
        LifecycleConfiguration rules = new LifecycleConfiguration(List.of(
                new LifecycleRule("late", true, LifecycleFilter.ALL, List.of(new ExpireAfter(30))),
                new LifecycleRule("soon", true, LifecycleFilter.ALL, List.of(new ExpireAfter(3)))));
        assertEquals(
                Optional.of(new LifecycleExpiry(Instant.parse("2014-01-19T00:00:00Z"), "soon")),
                rules.expiry("a", 1, Map.of(), Instant.parse("2014-01-15T10:30:00Z"), LifecycleDay.REAL));
    }

    @Test
    void theCommonPrefixIsThatOfAppliedRules() {
        LifecycleConfiguration rules = new LifecycleConfiguration(List.of(
                new LifecycleRule("1", true, prefix("logs/2025"), List.of(new ExpireAfter(1))),
                new LifecycleRule("2", true, prefix("logs/2026"), List.of(new ExpireAfter(1))),
                new LifecycleRule("3", false, prefix("x"), List.of(new ExpireAfter(1)))));
        assertEquals("logs/202", rules.commonPrefix());
    }

    private static LifecycleFilter prefix(String prefix) {
        return new LifecycleFilter(prefix, Map.of(), OptionalLong.empty(), OptionalLong.empty());
    }

    private void stored(String key, String version, boolean latest, String time) {
        entries.add(new VersionEntry.Stored(
                version(version),
                new ObjectSummary(
                        id(key),
                        new ETag("0123456789abcdef0123456789abcdef"),
                        10,
                        Instant.parse(time),
                        List.of(),
                        Optional.empty(),
                        StorageClass.STANDARD),
                latest));
    }

    private void marker(String key, String version, boolean latest, String time) {
        entries.add(new VersionEntry.DeleteMarker(id(key), version(version), latest, Instant.parse(time)));
    }

    private static ObjectId id(String key) {
        return new ObjectId(BUCKET, new ObjectKey(key));
    }

    private static Version.Named version(String id) {
        return new Version.Exactly(new VersionId(id));
    }

    private static LifecycleConfiguration rule(LifecycleFilter filter, LifecycleAction action) {
        return new LifecycleConfiguration(List.of(new LifecycleRule("rule", true, filter, List.of(action))));
    }

    private List<String> removed(LifecycleFilter filter, LifecycleAction action) {
        return removed(rule(filter, action));
    }

    private List<String> removed(LifecycleConfiguration configuration) {
        LifecycleJudge judge = new LifecycleJudge(configuration, LifecycleDay.REAL, NOW);
        List<String> removed = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            VersionEntry entry = entries.get(i);
            Optional<VersionEntry> next = i + 1 < entries.size() ? Optional.of(entries.get(i + 1)) : Optional.empty();
            Map<String, String> tags = entry instanceof VersionEntry.Stored stored
                            && stored.summary().id().key().value().endsWith("tagged")
                    ? Map.of("keep", "no", "more", "x")
                    : Map.of();
            judge.judge(entry, next, () -> tags).map(LifecycleJudgeTest::text).ifPresent(removed::add);
        }
        return removed;
    }

    private static String text(DeleteTarget target) {
        return target.key().value() + " "
                + (target.version() instanceof Version.Named named ? named.value() : "latest");
    }
}
