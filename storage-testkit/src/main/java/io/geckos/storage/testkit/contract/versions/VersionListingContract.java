package io.geckos.storage.testkit.contract.versions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.listing.ListStart.AfterVersion;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ListEntry;
import io.geckos.domain.object.VersionEntry;
import io.geckos.storage.testkit.data.ListingPages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How versions and delete markers are listed in pages. */
public abstract class VersionListingContract extends VersionedBucketContract {
    /** Three keys with histories, of which the null version is somewhere in the middle. */
    private void fill() {
        for (String key : List.of("a", "a/b", "b")) {
            put(key, "1");
            suspend();
            put(key, "null");
            enable();
            hide(key);
            put(key, "2");
        }
    }

    @Test
    void pagesOfOneMeetEveryVersionOnce() {
        fill();
        hide("b");
        List<VersionEntry> all = versions();
        assertEquals(13, all.size());
        for (int size : List.of(1, 2, 3, 4, 5, 12, 13)) {
            assertEquals(all, versions(size));
        }
        assertEquals(
                new ListPage<>(List.of(), Optional.empty()),
                storage.objects().listVersions(BUCKET, new ListQuery("", Optional.empty(), ListStart.START, 0)));
    }

    @Test
    void pagesBeginInTheMiddleOfAKey() {
        fill();
        List<VersionEntry> all = versions();
        for (int i = 0; i < all.size(); i++) {
            VersionEntry entry = all.get(i);
            ListStart behind = new AfterVersion(keyOf(entry), Optional.of(nameOf(entry)));
            assertEquals(all.subList(i + 1, all.size()), versionsFrom(behind, 1000), entry::toString);
        }
        assertEquals(all.subList(8, 12), versionsFrom(new AfterVersion("a/b", Optional.empty()), 1000));
        assertEquals(all.subList(4, 6), versionsFrom(new AfterVersion("a", Optional.empty()), 2));
        assertEquals(all.subList(8, 12), versionsFrom(new AfterVersion("a/b and more", Optional.empty()), 1000));
    }

    @Test
    void aVersionThatIsGoneStillPages() {
        Version.Named first = putVersion("a", "1");
        Version.Named marker = hide("a");
        Version.Named second = putVersion("a", "2");
        Version.Named third = putVersion("a", "3");
        remove("a", marker, third);
        assertEquals(List.of(first), names(versionsFrom(new AfterVersion("a", Optional.of(marker)), 10)));
        assertEquals(List.of(second, first), names(versionsFrom(new AfterVersion("a", Optional.of(third)), 10)));
    }

    @Test
    void aNullVersionThatIsGoneMissesNothing() {
        Version.Named first = putVersion("a", "1");
        suspend();
        hide("a");
        enable();
        Version.Named second = putVersion("a", "2");
        remove("a", Version.NULL);
        assertEquals(List.of(second, first), names(versionsFrom(new AfterVersion("a", Optional.of(Version.NULL)), 10)));
    }

    @Test
    void delimiterRollsUpVersionsAndMarkers() {
        put("a/1", "1");
        put("a/1", "2");
        hide("a/2");
        Version.Named c = putVersion("c", "1");
        hide("d/1");
        for (int size : List.of(1, 2, 1000)) {
            List<VersionEntry> rolledUp = ListingPages.all(
                    from -> storage.objects().listVersions(BUCKET, new ListQuery("", Optional.of("/"), from, size)));
            assertEquals(
                    List.of(
                            new VersionEntry.CommonPrefix("a/"),
                            new VersionEntry.Stored(c, stat("c").summary(), true),
                            new VersionEntry.CommonPrefix("d/")),
                    rolledUp);
        }
        ListQuery below = new ListQuery("a/", Optional.of("/"), ListStart.START, 1000);
        assertEquals(3, storage.objects().listVersions(BUCKET, below).items().size());
    }

    @Test
    void aPrefixOfMarkersOnlyIsNoPrefixOfObjects() {
        hide("a/never");
        put("b/deleted", "1");
        hide("b/deleted");
        put("c/kept", "1");
        put("d", "1");
        hide("d");
        ListQuery query = new ListQuery("", Optional.of("/"), ListStart.START, 1000);
        assertEquals(
                List.of(new ListEntry.CommonPrefix("c/")),
                storage.objects().list(BUCKET, query).items());
    }

    @Test
    void latestIsSaidOnceOfEachKey() {
        fill();
        hide("a");
        for (int size : List.of(1, 3)) {
            List<String> latest = versions(size).stream()
                    .filter(VersionedBucketContract::isLatest)
                    .map(VersionedBucketContract::keyOf)
                    .toList();
            assertEquals(List.of("a", "a/b", "b"), latest);
        }
    }

    @Test
    void aVersionIsListedOnceWhileItStopsBeingTheLatest() {
        List<Version.Named> before = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            before.addFirst(putVersion("a", "before " + i));
        }
        List<Version.Named> met = new ArrayList<>();
        ListPage<VersionEntry> page = page(ListStart.START);
        while (true) {
            met.addAll(names(page.items()));
            if (page.next().isEmpty()) {
                break;
            }
            put("a", "meanwhile");
            hide("a");
            page = page(new ListStart.Cursor(page.next().get()));
        }
        assertEquals(before, met);
    }

    private ListPage<VersionEntry> page(ListStart from) {
        return storage.objects().listVersions(BUCKET, new ListQuery("", Optional.empty(), from, 1));
    }

    private static List<Version.Named> names(List<VersionEntry> entries) {
        return entries.stream().map(VersionedBucketContract::nameOf).toList();
    }
}
