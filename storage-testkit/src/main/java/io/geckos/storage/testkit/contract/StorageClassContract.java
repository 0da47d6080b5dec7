package io.geckos.storage.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.error.StorageCapability;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.multipart.UploadEntry;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ListEntry;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.ObjectSummary;
import io.geckos.domain.object.StorageClass;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.VersionEntry;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.data.Uploads;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Storage classes are labels: every object keeps its own, and every description of the object contains it. */
public abstract class StorageClassContract extends MultipartContract {
    private static final StorageClass REDUCED = StorageClass.REDUCED_REDUNDANCY;
    private static final ListQuery ALL = new ListQuery("", Optional.empty(), ListStart.START, 1000);

    /** More classes than an engine is likely to keep in compact form. */
    private static final int MANY = 100;

    private ObjectInfo put(String key, StorageClass storageClass) {
        return storage.objects()
                .put(
                        id(key),
                        ObjectSpec.EMPTY.withStorageClass(storageClass),
                        Uploads.of("of " + storageClass),
                        WriteCondition.ALWAYS);
    }

    private ObjectInfo copy(String source, String target, ObjectSpec spec) {
        try (StoredObject opened = open(source)) {
            return storage.objects().copy(opened, id(target), spec, Set.of(), WriteCondition.ALWAYS);
        }
    }

    /**
     * The storage classes of all objects in order. Lists twice, because the second listing may come from a cache, and
     * checks that both agree.
     */
    private List<StorageClass> classes() {
        List<ObjectSummary> first = listed();
        assertEquals(first, listed());
        return all().stream().map(info -> info.spec().storageClass()).toList();
    }

    @Test
    void anObjectWithoutAClassIsStandard() {
        assertEquals(StorageClass.STANDARD, put("a", "content").spec().storageClass());
        assertEquals(StorageClass.STANDARD, put("folder/", "").spec().storageClass());
        assertEquals(List.of(StorageClass.STANDARD, StorageClass.STANDARD), classes());
    }

    @Test
    void everyReadAndListingTellsTheClass() {
        ObjectInfo info = put("a", REDUCED);
        assertEquals(REDUCED, info.spec().storageClass());
        assertEquals(info, stat("a"));
        try (StoredObject opened = open("a")) {
            assertEquals(info, opened.info());
        }
        assertEquals(REDUCED, info.summary().storageClass());
        assertEquals(
                List.of(new ListEntry.Found(info.summary())),
                storage.objects().list(BUCKET, ALL).items());
        assertEquals(
                List.of(new VersionEntry.Stored(Version.NULL, info.summary(), true)),
                storage.objects().listVersions(BUCKET, ALL).items());
    }

    @Test
    void foldersHaveClassesToo() {
        storage.objects()
                .put(id("folder/"), ObjectSpec.EMPTY.withStorageClass(REDUCED), Uploads.of(""), WriteCondition.ALWAYS);
        put("folder/a", "below");
        assertEquals(List.of(REDUCED, StorageClass.STANDARD), classes());
    }

    @Test
    void manyClassesAreListedEachForItsObject() {
        List<StorageClass> expected = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            expected.add(new StorageClass("CLASS_" + i));
            put("key %03d".formatted(i), expected.getLast());
        }
        assertEquals(expected, classes());
        storage = reopen(storage);
        assertEquals(expected, classes());
    }

    @Test
    void overwritingReplacesTheClass() {
        put("a", REDUCED);
        assertEquals(List.of(REDUCED), classes());
        put("a", "standard");
        assertEquals(List.of(StorageClass.STANDARD), classes());
    }

    @Test
    void aCopyHasTheClassItIsGiven() {
        put("a", "content");
        copy("a", "b", ObjectSpec.EMPTY.withStorageClass(REDUCED));
        copy("b", "c", ObjectSpec.EMPTY);
        assertEquals(List.of(StorageClass.STANDARD, REDUCED, StorageClass.STANDARD), classes());
    }

    @Test
    void aCopyOntoItselfChangesTheClassAndNoByte() {
        put("a", "content");
        assertEquals(List.of(StorageClass.STANDARD), classes());
        ObjectInfo changed = copy("a", "a", ObjectSpec.EMPTY.withStorageClass(REDUCED));
        assertEquals(REDUCED, changed.spec().storageClass());
        assertEquals(List.of(REDUCED), classes());
        assertEquals("content", read("a"));
    }

    @Test
    void taggingKeepsTheClass() {
        put("a", REDUCED);
        ObjectInfo tagged = storage.objects().retag(id("a"), Version.LATEST, Map.of("k", "v"));
        assertEquals(REDUCED, tagged.spec().storageClass());
        assertEquals(List.of(REDUCED), classes());
    }

    @Test
    void renamingKeepsTheClass() {
        if (storage.capabilities().contains(StorageCapability.RENAME)) {
            put("a", REDUCED);
            put("b", "replaced");
            storage.objects().rename(id("a"), WriteCondition.ALWAYS, new ObjectKey("b"), WriteCondition.ALWAYS);
            assertEquals(List.of("b"), keys());
            assertEquals(List.of(REDUCED), classes());
        }
    }

    @Test
    void anUploadKeepsTheClassForItsObject() {
        ObjectSpec spec = ObjectSpec.EMPTY.withStorageClass(REDUCED);
        UploadId upload = uploads().begin(id("a"), spec, Optional.empty()).id();
        storage = reopen(storage);
        assertEquals(spec, uploads().get(upload).spec());
        assertEquals(
                List.of(new UploadEntry.Found(uploads().get(upload))),
                uploads().listUploads(BUCKET, ALL).items());
        ObjectInfo completed = complete(upload, putPart(upload, 1, "one"), putPart(upload, 2, "two"));
        assertEquals(spec, completed.spec());
        assertEquals(List.of(REDUCED), classes());
    }
}
