package io.geckos.storage.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.error.StorageException.NoSuchBucket;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ListEntry;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.VersionEntry;
import io.geckos.storage.testkit.data.EntryNames;
import io.geckos.storage.testkit.data.HostileKeys;
import io.geckos.storage.testkit.data.ListingPages;
import io.geckos.storage.testkit.data.NaiveListing;
import io.geckos.storage.testkit.data.Uploads;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promises of {@link ListQuery} for listings of objects and of versions. */
public abstract class ListingContract extends StorageContract {
    private static final List<String> TREE = List.of("a", "a.b", "a/b", "a/b/c", "a/d", "a0", "b/", "b/c", "c");

    @Test
    void keysAreListedInTheOrderOfTheirBytes() {
        store(TREE.reversed());
        assertEquals(TREE, names("", "", ListStart.START));
    }

    @Test
    void anEntryTellsAllOfItsObject() {
        var info = put("a", "content");
        assertEquals(
                List.of(new ListEntry.Found(info.summary())),
                list(query("", "", ListStart.START, 5)).items());
        assertEquals(
                List.of(new VersionEntry.Stored(Version.NULL, info.summary(), true)),
                versions(query("", "", ListStart.START, 5)).items());
    }

    @Test
    void anEmptyBucketListsNothing() {
        assertEquals(new ListPage<>(List.of(), Optional.empty()), list(query("", "/", ListStart.START, 5)));
    }

    @Test
    void aMissingBucketIsNotListed() {
        BucketName missing = new BucketName("missing");
        ListQuery query = query("", "", ListStart.START, 5);
        assertThrows(NoSuchBucket.class, () -> storage.objects().list(missing, query));
        assertThrows(NoSuchBucket.class, () -> storage.objects().listVersions(missing, query));
    }

    @Test
    void aPrefixIsAnyBeginning() {
        store(TREE);
        assertEquals(List.of("a/b", "a/b/c", "a/d"), names("a/", "", ListStart.START));
        assertEquals(List.of("a/b", "a/b/c"), names("a/b", "", ListStart.START));
        assertEquals(List.of("a", "a.b", "a/b", "a/b/c", "a/d", "a0"), names("a", "", ListStart.START));
        assertEquals(List.of("b/", "b/c"), names("b/", "", ListStart.START));
        assertEquals(List.of(), names("a//", "", ListStart.START));
        assertEquals(List.of(), names("/", "", ListStart.START));
    }

    @Test
    void keysAreRolledUpAtTheDelimiter() {
        store(TREE);
        assertEquals(List.of("a", "a.b", "a/ …", "a0", "b/ …", "c"), names("", "/", ListStart.START));
        assertEquals(List.of("a/b", "a/b/ …", "a/d"), names("a/", "/", ListStart.START));
        assertEquals(List.of("a/b", "a/b/ …"), names("a/b", "/", ListStart.START));
        assertEquals(List.of("b/", "b/c"), names("b/", "/", ListStart.START));
    }

    @Test
    void anyDelimiterWorks() {
        store(List.of("a--b--c", "a--b-d", "a-b", "photos2023/x", "photos2024/y", "é😀a", "é😀è"));
        assertEquals(
                List.of("a-- …", "a-b", "photos2023/x", "photos2024/y", "é😀a", "é😀è"),
                names("", "--", ListStart.START));
        assertEquals(List.of("a--b--c", "a--b-d"), names("a--b-", "--", ListStart.START));
        assertEquals(List.of("photos2 …"), names("photos", "2", ListStart.START));
        assertEquals(
                List.of("a--b--c", "a--b-d", "a-b", "photos2023/x", "photos2024/y", "é😀 …"),
                names("", "😀", ListStart.START));
        assertEquals(
                List.of("a--b--c", "a--b-d", "a-b", "photos2023/ …", "photos2024/ …", "é😀a", "é😀è"),
                names("", "/", ListStart.START));
    }

    @Test
    void emptySegmentsAreSegments() {
        store(List.of("/", "//", "//a", "/a", "a", "a//", "a//b", "a/b"));
        assertEquals(List.of("/ …", "a", "a/ …"), names("", "/", ListStart.START));
        assertEquals(List.of("/", "// …", "/a"), names("/", "/", ListStart.START));
        assertEquals(List.of("a// …", "a/b"), names("a/", "/", ListStart.START));
        assertEquals(List.of("a//", "a//b"), names("a//", "/", ListStart.START));
    }

    @Test
    void aMarkerIsPassedWhetherItExistsOrNot() {
        store(TREE);
        assertEquals(List.of("a/b", "a/b/c", "a/d", "a0", "b/", "b/c", "c"), names("", "", new ListStart.After("a.b")));
        assertEquals(List.of("a/b", "a/b/c", "a/d", "a0", "b/", "b/c", "c"), names("", "", new ListStart.After("a.c")));
        assertEquals(List.of("a/b/c", "a/d"), names("a/", "", new ListStart.After("a/b")));
        assertEquals(TREE, names("", "", new ListStart.After("")));
        assertEquals(List.of("a/b", "a/b/c", "a/d"), names("a/", "", new ListStart.After("A")));
        assertEquals(List.of(), names("a/", "", new ListStart.After("b")));
        assertEquals(List.of(), names("", "", new ListStart.After("c")));
        assertEquals(List.of(), names("", "", new ListStart.After("\udbff\udfff".repeat(300))));
    }

    @Test
    void aMarkerPassesTheCommonPrefixItLiesIn() {
        store(TREE);
        for (String marker : List.of("a/", "a/a", "a/b", "a/zzz")) {
            assertEquals(List.of("a0", "b/ …", "c"), names("", "/", new ListStart.After(marker)), marker);
        }
        assertEquals(List.of("a/ …", "a0", "b/ …", "c"), names("", "/", new ListStart.After("a.b")));
        assertEquals(List.of("a/b/ …", "a/d"), names("a/", "/", new ListStart.After("a/b")));
        assertEquals(List.of("a/d"), names("a/", "/", new ListStart.After("a/b/")));
    }

    @Test
    void keysAndCommonPrefixesCountTogether() {
        store(TREE);
        ListPage<ListEntry> first = list(query("", "/", ListStart.START, 3));
        assertEquals(List.of("a", "a.b", "a/ …"), names(first));
        ListPage<ListEntry> second = list(query("", "/", cursor(first), 2));
        assertEquals(List.of("a0", "b/ …"), names(second));
        ListPage<ListEntry> third = list(query("", "/", cursor(second), 1));
        assertEquals(List.of("c"), names(third));
        assertEquals(Optional.empty(), third.next());
    }

    @Test
    void aPageHasACursorOnlyIfMoreFollow() {
        store(List.of("a/1", "a/2", "b"));
        assertTrue(list(query("", "", ListStart.START, 2)).next().isPresent());
        assertEquals(Optional.empty(), list(query("", "", ListStart.START, 3)).next());
        assertTrue(list(query("", "/", ListStart.START, 1)).next().isPresent());
        assertEquals(
                Optional.empty(), list(query("a/", "/", ListStart.START, 2)).next());
        assertEquals(Optional.empty(), list(query("a", "/", ListStart.START, 1)).next());
    }

    @Test
    void aLimitOfNoneAnswersAnEmptyLastPage() {
        store(TREE);
        assertEquals(new ListPage<>(List.of(), Optional.empty()), list(query("", "", ListStart.START, 0)));
        assertEquals(new ListPage<>(List.of(), Optional.empty()), versions(query("", "/", ListStart.START, 0)));
    }

    /** For engines that keep a file beside each object: here a listing meets all these files one after another. */
    @Test
    void smallPagesPassWhatIsNoObject() {
        List<String> keys = new ArrayList<>();
        for (int length = 1; length <= 12; length++) {
            keys.add("k" + "-".repeat(length));
        }
        keys.add("z");
        store(keys);
        assertEquals(keys, walk(query("", "", ListStart.START, 1)));
    }

    @Test
    void aCursorOutlivesTheKeyItStandsOn() {
        store(List.of("a", "b", "c", "d"));
        ListPage<ListEntry> first = list(query("", "", ListStart.START, 2));
        delete("b");
        put("bb", "");
        assertEquals(List.of("bb", "c", "d"), names(list(query("", "", cursor(first), 5))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%%%"})
    void aCursorThatNoPageHadIsRefused(String token) {
        store(TREE);
        ListQuery query = query("", "", new ListStart.Cursor(token), 5);
        assertThrows(IllegalArgumentException.class, () -> list(query));
        assertThrows(IllegalArgumentException.class, () -> versions(query));
        assertThrows(IllegalArgumentException.class, () -> storage.uploads().listUploads(BUCKET, query));
        assertThrows(IllegalArgumentException.class, () -> storage.buckets().list(query));
    }

    @Test
    void aPrefixWithoutObjectsIsNoCommonPrefix() {
        store(List.of("a/b/c", "d"));
        delete("a/b/c");
        assertEquals(List.of("d"), names("", "/", ListStart.START));
        var upload = storage.uploads().begin(id("e/f"), ObjectSpec.EMPTY, Optional.empty());
        storage.uploads().putPart(upload.id(), 1, Uploads.of("part"));
        assertEquals(List.of("d"), names("", "/", ListStart.START));
    }

    @Test
    void versionsAreListedBehindAMarker() {
        store(List.of("a", "a/b", "a/c", "b"));
        ListStart behindKey = new ListStart.AfterVersion("a", Optional.empty());
        assertEquals(List.of("a/b", "a/c", "b"), versionNames(query("", "", behindKey, 9)));
        ListStart behindNull = new ListStart.AfterVersion("a/b", Optional.of(Version.NULL));
        assertEquals(List.of("a/c", "b"), versionNames(query("", "", behindNull, 9)));
        assertEquals(List.of("b"), versionNames(query("", "/", behindNull, 9)));
        assertEquals(List.of("a/ …", "b"), versionNames(query("", "/", behindKey, 9)));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void anyListingIsThatOfANaiveSort(long seed) {
        Random random = new Random(seed);
        List<String> keys = new ArrayList<>(HostileKeys.shallow());
        for (int i = 0; i < 60; i++) {
            keys.add(HostileKeys.random(random));
        }
        List<String> stored =
                keys.stream().filter(_ -> random.nextInt(4) == 0).distinct().toList();
        store(stored);
        for (int i = 0; i < 40; i++) {
            ListQuery query = NaiveListing.randomQuery(random, keys);
            List<String> expected = NaiveListing.of(stored, query);
            String why = "seed " + seed + " " + query;
            assertEquals(expected, walk(query), why);
            assertEquals(expected, versionWalk(query), why);
        }
    }

    /** All pages of {@code query}. Checks that every page but the last is full. */
    private List<String> walk(ListQuery query) {
        return ListingPages.all(
                        from -> full(
                                list(new ListQuery(query.prefix(), query.delimiter(), from, query.limit())), query),
                        query.from())
                .stream()
                .map(EntryNames::of)
                .toList();
    }

    private List<String> versionWalk(ListQuery query) {
        return ListingPages.all(
                        from -> full(
                                versions(new ListQuery(query.prefix(), query.delimiter(), from, query.limit())), query),
                        query.from())
                .stream()
                .map(EntryNames::of)
                .toList();
    }

    private static <T> ListPage<T> full(ListPage<T> page, ListQuery query) {
        if (page.next().isPresent()) {
            assertEquals(query.limit(), page.items().size(), "entries of a page that is not the last");
        }
        assertTrue(page.items().size() <= query.limit(), "more entries than asked for");
        return page;
    }

    private void store(List<String> keys) {
        keys.forEach(key -> put(key, ""));
    }

    private ListPage<ListEntry> list(ListQuery query) {
        return storage.objects().list(BUCKET, query);
    }

    private ListPage<VersionEntry> versions(ListQuery query) {
        return storage.objects().listVersions(BUCKET, query);
    }

    private List<String> versionNames(ListQuery query) {
        return versions(query).items().stream().map(EntryNames::of).toList();
    }

    private List<String> names(String prefix, String delimiter, ListStart from) {
        ListPage<ListEntry> page = list(query(prefix, delimiter, from, 1000));
        assertEquals(Optional.empty(), page.next());
        return names(page);
    }

    private static List<String> names(ListPage<ListEntry> page) {
        return page.items().stream().map(EntryNames::of).toList();
    }

    private static ListQuery query(String prefix, String delimiter, ListStart from, int limit) {
        return new ListQuery(prefix, Optional.of(delimiter).filter(text -> !text.isEmpty()), from, limit);
    }

    private static ListStart cursor(ListPage<?> page) {
        return new ListStart.Cursor(page.next().orElseThrow());
    }
}
