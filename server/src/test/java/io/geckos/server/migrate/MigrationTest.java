package io.geckos.server.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.engine.DocumentName;
import io.geckos.domain.engine.DocumentStore.Document;
import io.geckos.domain.engine.ForwardingStorage;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.engine.StorageProvider;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ForwardingObjectStore;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.ObjectStore;
import io.geckos.domain.object.VersionEntry;
import io.geckos.domain.object.WriteCondition;
import io.geckos.server.config.ConfigurationException;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.data.Uploads;
import io.geckos.storage.testkit.memory.MemoryStorage;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Copies between stores, ended at any moment and begun again. */
class MigrationTest {
    private final StringWriter printed = new StringWriter();

    private MigrationProgress progress() {
        ProgressLine line = new ProgressLine(new PrintStream(OutputStream.nullOutputStream()), false, () -> 0);
        return new MigrationProgress(new PrintWriter(printed), line);
    }

    private long migrate(Storage source, Storage target, BucketName... buckets) {
        MigrationProgress progress = progress();
        new Migration(source, target, Set.of(buckets), progress).run();
        return progress.problems();
    }

    private long compare(Storage source, Storage target) {
        MigrationProgress progress = progress();
        new Migration(source, target, Set.of(), progress).compare();
        return progress.problems();
    }

    private static Storage files(Path directory) {
        StorageProvider provider = ServiceLoader.load(StorageProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(it -> it.type().equals("fs"))
                .findFirst()
                .orElseThrow();
        return provider.open(Map.of("data-dir", directory.toString(), "durability", "relaxed"));
    }

    @Test
    void everythingIsTheSameThroughFilesAndBack(@TempDir Path directory) {
        try (Storage first = new MemoryStorage();
                Storage last = new MemoryStorage()) {
            SampleStore.fill(first);
            StoreContents contents = StoreContents.of(first);
            try (Storage middle = files(directory)) {
                assertEquals(0, migrate(first, middle), printed::toString);
                assertEquals(contents, StoreContents.of(middle));
            }
            try (Storage middle = files(directory)) {
                assertEquals(contents, StoreContents.of(middle));
                assertEquals(0, migrate(middle, last), printed::toString);
            }
            assertEquals(contents, StoreContents.of(last));
        }
        assertTrue(
                printed.toString().contains("plain: 1 unfinished uploads in parts are not copied"), printed::toString);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void migrationThatIsKilledAnywhereGoesOn(boolean before) {
        MemoryStorage source = new MemoryStorage();
        SampleStore.fillSmall(source);
        StoreContents contents = StoreContents.of(source);
        int steps = 0;
        boolean crashed = true;
        while (crashed) {
            Storage target = new MemoryStorage();
            CrashingStorage dying = new CrashingStorage(target, steps, before);
            crashed = isCrash(source, dying);
            assertEquals(0, migrate(source, target), printed::toString);
            assertEquals(contents, StoreContents.of(target));
            steps++;
        }
        assertTrue(steps > 40, "only " + steps + " steps");
    }

    private boolean isCrash(Storage source, Storage target) {
        try {
            migrate(source, target);
            return false;
        } catch (CrashingStorage.Crash _) {
            return true;
        }
    }

    @Test
    void killedMigrationIntoFilesGoesOn(@TempDir Path directory) {
        MemoryStorage source = new MemoryStorage();
        SampleStore.fillSmall(source);
        int steps = 0;
        for (int step = 0; step < 60; step += 7) {
            Path data = directory.resolve("data-" + step);
            try (Storage target = files(data)) {
                steps += isCrash(source, new CrashingStorage(target, step, step % 2 == 0)) ? 1 : 0;
            }
            try (Storage target = files(data)) {
                assertEquals(0, migrate(source, target), printed::toString);
                assertEquals(StoreContents.of(source), StoreContents.of(target));
            }
        }
        assertTrue(steps > 4, "only " + steps + " were killed");
    }

    @Test
    void finishedMigrationChangesNothing() {
        MemoryStorage source = new MemoryStorage();
        MemoryStorage target = new MemoryStorage();
        SampleStore.fillSmall(source);
        migrate(source, target);
        ObjectId added = new ObjectId(SampleStore.PLAIN, new ObjectKey("by a client"));
        target.objects().put(added, ObjectSpec.EMPTY, Uploads.of("new"), WriteCondition.ALWAYS);
        assertEquals(0, migrate(source, target));
        assertTrue(printed.toString().contains("plain: was finished by an earlier run"), printed::toString);
        assertEquals(3, target.objects().stat(added, Version.LATEST).size());
    }

    @Test
    void sourceThatWasChangedSinceIsAProblem() {
        MemoryStorage source = new MemoryStorage();
        MemoryStorage target = new MemoryStorage();
        SampleStore.fillSmall(source);
        migrate(source, target);
        ObjectId added = new ObjectId(SampleStore.PLAIN, new ObjectKey("by a client"));
        source.objects().put(added, ObjectSpec.EMPTY, Uploads.of("new"), WriteCondition.ALWAYS);
        assertEquals(1, migrate(source, target));
        assertTrue(printed.toString().contains("plain: was changed in the source"), printed::toString);
    }

    @Test
    void historyOfUsageIsNotCopiedAndDoesNotStopARun() {
        MemoryStorage source = new MemoryStorage();
        MemoryStorage target = new MemoryStorage();
        SampleStore.fillSmall(source);
        DocumentName history = new DocumentName("usage-00");
        assertTrue(source.documents().write(history, Optional.empty(), "{}"));
        assertTrue(target.documents().write(history, Optional.empty(), "{\"other\":1}"));
        assertEquals(0, migrate(source, target), printed::toString);
        assertEquals(
                "{\"other\":1}", target.documents().read(history).orElseThrow().text());
    }

    @Test
    void bucketThatIsNoCopyStopsAllBeforeAnythingIsChanged() {
        MemoryStorage source = new MemoryStorage();
        MemoryStorage target = new MemoryStorage();
        SampleStore.fillSmall(source);
        TestBucket.create(target.buckets(), SampleStore.VERSIONS);
        StoreContents before = StoreContents.of(target);
        ConfigurationException e = assertThrows(ConfigurationException.class, () -> migrate(source, target));
        assertTrue(e.getMessage().contains("the target has a bucket versions that is not a copy"), e::getMessage);
        assertEquals(before, StoreContents.of(target));
        assertEquals(0, migrate(source, target, SampleStore.PLAIN));
        assertEquals(0, StoreContents.of(target).documents().size());
    }

    @Test
    void otherUsersStopAllBeforeAnythingIsChanged() {
        MemoryStorage source = new MemoryStorage();
        MemoryStorage target = new MemoryStorage();
        SampleStore.fillSmall(source);
        target.documents().write(new DocumentName("users"), Optional.empty(), "others");
        ConfigurationException e = assertThrows(ConfigurationException.class, () -> migrate(source, target));
        assertTrue(e.getMessage().contains("another document users"), e::getMessage);
        assertEquals(Map.of(), StoreContents.of(target).buckets());
    }

    private static void setUsers(Storage storage, String text) {
        DocumentName users = new DocumentName("users");
        Optional<String> revision = storage.documents().read(users).map(Document::revision);
        assertTrue(storage.documents().write(users, revision, text));
    }

    private static String users(Storage storage) {
        return storage.documents().read(new DocumentName("users")).orElseThrow().text();
    }

    @Test
    void usersThatWereChangedInTheSourceAreCopiedAgain() {
        MemoryStorage source = new MemoryStorage();
        MemoryStorage target = new MemoryStorage();
        SampleStore.fillSmall(source);
        setUsers(source, "first");
        assertEquals(0, migrate(source, target), printed::toString);
        for (String text : List.of("second", "third")) {
            setUsers(source, text);
            assertEquals(0, migrate(source, target), printed::toString);
            assertEquals(text, users(target));
        }
    }

    @Test
    void usersThatWereChangedInTheTargetAreKept() {
        MemoryStorage source = new MemoryStorage();
        MemoryStorage target = new MemoryStorage();
        SampleStore.fillSmall(source);
        setUsers(source, "first");
        migrate(source, target);
        setUsers(target, "others");
        assertEquals(0, migrate(source, target), printed::toString);
        assertEquals("others", users(target));
        assertTrue(printed.toString().contains("document users: was copied by an earlier run"), printed::toString);
        setUsers(source, "second");
        ConfigurationException e = assertThrows(ConfigurationException.class, () -> migrate(source, target));
        assertTrue(e.getMessage().contains("another document users"), e::getMessage);
        assertEquals("others", users(target));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void usersThatWereChangedAreCopiedAfterACrashToo(boolean before) {
        boolean crashed = true;
        for (int step = 0; crashed; step++) {
            MemoryStorage source = new MemoryStorage();
            MemoryStorage target = new MemoryStorage();
            setUsers(source, "first");
            migrate(source, target);
            setUsers(source, "second");
            crashed = isCrash(source, new CrashingStorage(target, step, before));
            setUsers(source, "third");
            assertEquals(0, migrate(source, target), printed::toString);
            assertEquals("third", users(target));
        }
    }

    @Test
    void sourceIsListedOnceMoreThanCopiedAndCompared() {
        Map<BucketName, Integer> pages = new TreeMap<>();
        MemoryStorage filled = new MemoryStorage();
        SampleStore.fillSmall(filled);
        Storage source = new ForwardingStorage(filled) {
            @Override
            public ObjectStore objects() {
                return new ForwardingObjectStore(super.objects()) {
                    @Override
                    public ListPage<VersionEntry> listVersions(BucketName bucket, ListQuery query) {
                        pages.merge(bucket, 1, Integer::sum);
                        return super.listVersions(bucket, query);
                    }
                };
            }
        };
        assertEquals(0, migrate(source, new MemoryStorage()), printed::toString);
        assertEquals(Set.of(3), Set.copyOf(pages.values()));
    }

    @Test
    void missingBucketIsNamed() {
        MemoryStorage source = new MemoryStorage();
        ConfigurationException e = assertThrows(
                ConfigurationException.class, () -> migrate(source, new MemoryStorage(), SampleStore.PLAIN));
        assertEquals("migrate: the source has no bucket plain", e.getMessage());
    }

    @Test
    void comparisonNamesWhatDiffers() {
        MemoryStorage source = new MemoryStorage();
        MemoryStorage target = new MemoryStorage();
        SampleStore.fillSmall(source);
        assertEquals(6, compare(source, target), printed::toString);
        migrate(source, target);
        printed.getBuffer().setLength(0);
        assertEquals(0, compare(source, target), printed::toString);
        ObjectId described = new ObjectId(SampleStore.PLAIN, new ObjectKey("described"));
        target.objects().retag(described, Version.LATEST, Map.of());
        target.objects()
                .put(
                        new ObjectId(SampleStore.VERSIONS, new ObjectKey("many")),
                        ObjectSpec.EMPTY,
                        Uploads.of("new"),
                        WriteCondition.ALWAYS);
        target.objects()
                .delete(
                        SampleStore.PLAIN,
                        List.of(new DeleteTarget(new ObjectKey("empty"), Version.LATEST, WriteCondition.ALWAYS)));
        target.buckets().removeSetting(SampleStore.PLAIN, BucketSetting.CORS);
        assertEquals(4, compare(source, target), printed::toString);
        for (String part : List.of(
                "plain/described: version null: the target has the tags {}",
                "versions/many: has the versions [null, ",
                "plain/empty: has the versions [] in the target",
                "plain: the setting CORS is another one in the target")) {
            assertTrue(printed.toString().contains(part), () -> part + " is not in " + printed);
        }
    }
}
