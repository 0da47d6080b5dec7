package io.geckos.storage.testkit.contract.multipart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.error.StorageException.NoSuchBucket;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.multipart.UploadEntry;
import io.geckos.domain.multipart.UploadInfo;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.storage.testkit.contract.MultipartContract;
import io.geckos.storage.testkit.contract.ObjectStoreContract;
import io.geckos.storage.testkit.data.EntryNames;
import io.geckos.storage.testkit.data.HostileKeys;
import io.geckos.storage.testkit.data.ListingPages;
import io.geckos.storage.testkit.data.NaiveListing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promises of {@link io.geckos.domain.multipart.MultipartStore#listUploads}. */
public abstract class UploadListingContract extends MultipartContract {
    @Test
    void anEntryTellsAllOfItsUpload() {
        UploadInfo begun = uploads().begin(id("a"), ObjectStoreContract.SPEC, Optional.empty());
        assertEquals(
                new ListPage<>(List.of(new UploadEntry.Found(begun)), Optional.empty()),
                list("", "", ListStart.START, 5));
    }

    @Test
    void aMissingBucketIsNotListed() {
        assertThrows(
                NoSuchBucket.class,
                () -> uploads().listUploads(new BucketName("missing"), query("", "", ListStart.START, 1)));
    }

    @Test
    void objectsAreNoUploads() {
        put("a", "object");
        UploadId completed = begin("b");
        complete(completed, putPart(completed, 1, "part"));
        uploads().abort(begin("c"));
        assertEquals(List.of(), list("", "", ListStart.START, 5).items());
    }

    @Test
    void uploadsAreListedByKeyAndThenAsTheyBegan() {
        List<UploadId> later = List.of(begin("b"), begin("b"), begin("b"));
        UploadId a = begin("a");
        UploadId slash = begin("a/b");
        assertEquals(
                List.of(a, slash, later.get(0), later.get(1), later.get(2)), ids(list("", "", ListStart.START, 9)));
    }

    @Test
    void aMarkerPassesAllUploadsOfItsKey() {
        begin("a");
        begin("a");
        UploadId b = begin("b");
        assertEquals(List.of(b), ids(list("", "", new ListStart.After("a"), 9)));
        assertEquals(List.of(b), ids(list("", "", new ListStart.After("aa"), 9)));
        assertEquals(List.of(), ids(list("", "", new ListStart.After("b"), 9)));
    }

    @Test
    void anUploadMarkerPassesWhatBeganNoLater() {
        List<UploadId> a = List.of(begin("a"), begin("a"), begin("a"), begin("a"));
        UploadId b = begin("b");
        ListStart second = new ListStart.AfterUpload("a", a.get(1).value());
        assertEquals(List.of(a.get(2), a.get(3), b), ids(list("", "", second, 9)));
        uploads().abort(a.get(1));
        assertEquals(List.of(a.get(2), a.get(3), b), ids(list("", "", second, 9)));
        assertEquals(List.of(a.get(2)), ids(list("", "", second, 1)));
        ListStart last = new ListStart.AfterUpload("a", a.get(3).value());
        assertEquals(List.of(b), ids(list("", "", last, 9)));
        assertEquals(List.of(), ids(list("", "", new ListStart.AfterUpload("b", b.value()), 9)));
    }

    @Test
    void keysAreRolledUpAtTheDelimiter() {
        UploadId a = begin("a");
        UploadId below = begin("a/b");
        begin("a/b");
        begin("a/c/d");
        UploadId b = begin("b");
        assertEquals(List.of("a", "a/ …", "b"), names(list("", "/", ListStart.START, 9)));
        assertEquals(List.of("a/b", "a/b", "a/c/ …"), names(list("a/", "/", ListStart.START, 9)));
        assertEquals(List.of(a), ids(list("", "/", ListStart.START, 1)));
        assertEquals(List.of(b), ids(list("", "/", new ListStart.After("a/"), 9)));
        assertEquals(List.of(b), ids(list("", "/", new ListStart.AfterUpload("a/b", below.value()), 9)));
    }

    @Test
    void aPageHasACursorOnlyIfMoreFollow() {
        begin("a");
        begin("a");
        begin("b/1");
        begin("b/2");
        ListPage<UploadEntry> first = list("", "/", ListStart.START, 1);
        assertTrue(first.next().isPresent());
        ListPage<UploadEntry> rest =
                list("", "/", new ListStart.Cursor(first.next().orElseThrow()), 2);
        assertEquals(List.of("a", "b/ …"), names(rest));
        assertEquals(Optional.empty(), rest.next());
        assertEquals(new ListPage<>(List.of(), Optional.empty()), list("", "", ListStart.START, 0));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {21, 22, 23})
    void anyListingIsThatOfANaiveSort(long seed) {
        Random random = new Random(seed);
        List<String> keys = new ArrayList<>(HostileKeys.shallow());
        for (int i = 0; i < 40; i++) {
            keys.add(HostileKeys.random(random));
        }
        List<String> begun =
                keys.stream().filter(_ -> random.nextInt(4) == 0).distinct().toList();
        begun.forEach(key -> uploads().begin(id(key), ObjectSpec.EMPTY, Optional.empty()));
        for (int i = 0; i < 40; i++) {
            ListQuery query = NaiveListing.randomQuery(random, keys);
            List<UploadEntry> found = ListingPages.all(
                    from -> uploads()
                            .listUploads(BUCKET, new ListQuery(query.prefix(), query.delimiter(), from, query.limit())),
                    query.from());
            assertEquals(
                    NaiveListing.of(begun, query), names(new ListPage<>(found, Optional.empty())), query::toString);
        }
    }

    private ListPage<UploadEntry> list(String prefix, String delimiter, ListStart from, int limit) {
        return uploads().listUploads(BUCKET, query(prefix, delimiter, from, limit));
    }

    private static ListQuery query(String prefix, String delimiter, ListStart from, int limit) {
        return new ListQuery(prefix, Optional.of(delimiter).filter(text -> !text.isEmpty()), from, limit);
    }

    private static List<UploadId> ids(ListPage<UploadEntry> page) {
        return page.items().stream()
                .map(UploadEntry.Found.class::cast)
                .map(found -> found.info().id())
                .toList();
    }

    private static List<String> names(ListPage<UploadEntry> page) {
        return page.items().stream()
                .map(entry -> switch (entry) {
                    case UploadEntry.Found(var info) -> info.id().object().key().value();
                    case UploadEntry.CommonPrefix(var prefix) -> EntryNames.commonPrefix(prefix);
                })
                .toList();
    }
}
