package io.geckos.server.rewrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.engine.BackgroundTaskReport;
import io.geckos.domain.engine.DocumentName;
import io.geckos.domain.engine.DocumentStore;
import io.geckos.domain.engine.ForwardingDocumentStore;
import io.geckos.domain.engine.ForwardingStorage;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.engine.TaskLease;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.multipart.UploadInfo;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Principal;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ForwardingObjectStore;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.ObjectStore;
import io.geckos.domain.object.Seal;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.WriteCondition;
import io.geckos.domain.sealing.SealKey;
import io.geckos.domain.sealing.SealedContent;
import io.geckos.domain.sealing.Sealer;
import io.geckos.sealing.LocalSealer;
import io.geckos.sealing.MasterKeys;
import io.geckos.storage.testkit.data.Uploads;
import io.geckos.storage.testkit.memory.MemoryStorage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RewrapTaskTest {
    private static final BucketName BUCKET = new BucketName("bucket");
    private static final DocumentName DOCUMENT = new DocumentName("rewrap");
    private static final Sealer BEFORE = sealer("old:1");
    private static final Sealer AFTER = sealer("new:2", "old:1");
    private static final Sealer WITHOUT_OLD = sealer("new:2");

    private final MemoryStorage storage = new MemoryStorage();

    RewrapTaskTest() {
        storage.buckets().create(BUCKET, new Principal("owner", "owner"), Optional.empty());
    }

    /** A sealer with keys of a name and a number. */
    private static Sealer sealer(String... keys) {
        StringBuilder lines = new StringBuilder();
        for (String key : keys) {
            byte[] bytes = new byte[32];
            bytes[0] = (byte) key.charAt(key.length() - 1);
            lines.append(key, 0, key.indexOf(':') + 1)
                    .append(Base64.getEncoder().encodeToString(bytes))
                    .append('\n');
        }
        return new LocalSealer(MasterKeys.parse(lines.toString()));
    }

    @Test
    void allSealsComeUnderTheNewestKeyAndTheOldOneIsFree() throws IOException {
        ObjectInfo sealed = put(BEFORE, "a", "text");
        put("plain");
        UploadInfo upload = begin(BEFORE, "b");
        assertEquals(List.of(), run(AFTER).problems());
        assertEquals("text", read(WITHOUT_OLD, "a", Version.LATEST));
        ObjectInfo now = stat("a");
        assertEquals(sealed, now.withSpec(sealed.spec()));
        assertEquals(
                Optional.of("new"),
                WITHOUT_OLD.masterKey(
                        storage.uploads().get(upload.id()).spec().seal().orElseThrow()));
        Map<String, Long> figures = run(AFTER).figures();
        assertEquals(2, figures.get("current"));
        assertEquals(2, figures.get("key.new"));
        assertEquals(0, figures.get("key.old"));
        assertEquals(0, figures.get("rewrapped"));
    }

    @Test
    void aRunThatChangesSomethingLooksAgainAndTellsThen() {
        put(BEFORE, "a", "text");
        Map<String, Long> figures = run(AFTER).figures();
        assertEquals(2, figures.get("passes"));
        assertEquals(1, figures.get("rewrapped"));
        assertEquals(1, figures.get("key.new"));
        assertEquals(0, figures.get("key.old"));
    }

    @Test
    void oldVersionsComeUnderTheNewestKeyAlsoBelowADeleteMarker() throws IOException {
        storage.buckets().setVersioning(BUCKET, VersioningStatus.ENABLED);
        ObjectInfo first = put(BEFORE, "a", "one");
        put(BEFORE, "a", "two");
        storage.objects()
                .delete(BUCKET, List.of(new DeleteTarget(new ObjectKey("a"), Version.LATEST, WriteCondition.ALWAYS)));
        assertEquals(2, run(AFTER).figures().get("rewrapped"));
        assertEquals("one", read(WITHOUT_OLD, "a", first.version().orElseThrow()));
    }

    @Test
    void pagesMissNothing() {
        IntStream.range(0, 1201).forEach(i -> put(BEFORE, "k" + i, ""));
        assertEquals(1201, run(AFTER).figures().get("rewrapped"));
        assertEquals(1201, run(AFTER).figures().get("current"));
    }

    @Test
    void keysOfClientsAndKeysThatTheyNameStay() {
        ObjectInfo named = put(AFTER, "a", new SealKey.Master(Optional.of("old"), Map.of()), "text");
        ObjectInfo own = put(AFTER, "b", new SealKey.Customer(new byte[32]), "text");
        Map<String, Long> figures = run(AFTER).figures();
        assertEquals(named, stat("a"));
        assertEquals(own, stat("b"));
        assertEquals(1, figures.get("named"));
        assertEquals(1, figures.get("customer"));
        assertEquals(1, figures.get("key.old"));
        assertEquals(0, figures.get("key.new"));
    }

    @Test
    void whatCannotBeOpenedIsReportedAndNoKeyIsSaidToBeFree() {
        put(BEFORE, "good", "text");
        put(sealer("old:9"), "other-key", "text");
        put(sealer("new:9"), "other-new-key", "text");
        put(sealer("lost:3"), "lost-key", "text");
        ObjectInfo damaged = put(BEFORE, "damaged", "text");
        Seal seal = damaged.spec().seal().orElseThrow();
        Map<String, String> fields = Map.of("format", "1", "key", "old", "salt", "no base64", "wrapped", "");
        storage.objects().reseal(damaged.id(), Version.LATEST, seal, new Seal(seal.kind(), fields));
        BackgroundTaskReport report = run(AFTER);
        assertEquals(4, report.figures().get("failed"));
        assertEquals(1, report.figures().get("rewrapped"));
        assertEquals(2, report.figures().get("key.old"));
        assertEquals(1, report.figures().get("key.lost"));
        assertTrue(
                report.problems().contains("bucket/lost-key: there is no master key named lost"),
                report.problems().toString());
        assertTrue(report.problems().getLast().contains("before a master key is removed"));
    }

    @Test
    void nothingIsSaidToBeFreeWhileFailuresHideSomething() {
        put(sealer("other:3"), "lost-key", "text");
        assertFalse(run(AFTER).figures().containsKey("key.old"));
    }

    @Test
    void whatIsOverwrittenMeanwhileStaysAsItIs() throws IOException {
        put(BEFORE, "a", "text");
        RewrapTask task = new RewrapTask(new Disturbed(storage, () -> put(AFTER, "a", "newer")), AFTER);
        task.runOnce();
        assertEquals("newer", read(WITHOUT_OLD, "a", Version.LATEST));
        assertEquals(0, task.task().report().figures().get("key.old"));
    }

    @Test
    void aRunThatTheStoreEndsGoesOnAtTheNextStart() {
        put(BEFORE, "a", "text");
        put(BEFORE, "b", "text");
        AtomicInteger calls = new AtomicInteger();
        RewrapTask task = new RewrapTask(
                new Disturbed(storage, () -> {
                    if (calls.incrementAndGet() == 2) {
                        throw new StorageException.Unavailable("as the test wants it");
                    }
                }),
                AFTER);
        assertThrows(StorageException.Unavailable.class, task::runOnce);
        assertTrue(task.task().report().finished().isEmpty());
        RewrapTask next = new RewrapTask(storage, AFTER);
        next.wishWhatWasCutOff();
        assertTrue(next.task().report().running());
        next.runOnce();
        assertEquals(0, next.task().report().figures().get("key.old"));
    }

    @Test
    void aRunGoesOnBehindTheKeyAndWithTheFiguresThatWereSaved() {
        put(BEFORE, "a", "text");
        put(BEFORE, "b", "text");
        RewrapPosition cut = new RewrapPosition(
                "new", RewrapPosition.State.STOPPED, "bucket", "a", Map.of("passes", 2L, "rewrapped", 7L));
        assertTrue(storage.documents().write(DOCUMENT, Optional.empty(), cut.text()));
        Map<String, Long> figures = run(AFTER).figures();
        assertEquals(7, figures.get("rewrapped"));
        assertEquals(1, figures.get("rewrapped.late"));
        assertEquals(1, figures.get("entries"));
    }

    @Test
    void whatWasSavedForAnotherKeyOrIsDoneBeginsAnew() {
        put(BEFORE, "a", "text");
        RewrapPosition cut =
                new RewrapPosition("older", RewrapPosition.State.RUNNING, "bucket", "z", Map.of("passes", 2L));
        assertTrue(storage.documents().write(DOCUMENT, Optional.empty(), cut.text()));
        assertEquals(1, run(AFTER).figures().get("rewrapped"));
        assertEquals(1, run(AFTER).figures().get("current"));
        RewrapTask next = new RewrapTask(storage, AFTER);
        next.wishWhatWasCutOff();
        assertFalse(next.task().report().running());
    }

    @Test
    void whileAnotherServerDoesSoThisOneDoesNot() {
        put(BEFORE, "a", "text");
        try (var _ = storage.documents().lease(DOCUMENT, Duration.ofMinutes(5)).orElseThrow()) {
            assertEquals(Map.of(), run(AFTER).figures());
        }
    }

    @Test
    void runThatHasLostItsLeaseChangesNoSealAndAnotherServerGoesOn() {
        put(BEFORE, "a", "text");
        DocumentStore expiring = new ForwardingDocumentStore(storage.documents()) {
            @Override
            public Optional<Lease> lease(DocumentName name, Duration duration) {
                return super.lease(name, Duration.ZERO);
            }
        };
        AtomicLong minutes = new AtomicLong();
        Storage late = new ForwardingStorage(storage) {
            @Override
            public DocumentStore documents() {
                return expiring;
            }
        };
        RewrapTask task = new RewrapTask(
                late, AFTER, () -> Duration.ofMinutes(minutes.incrementAndGet()).toNanos());
        assertThrows(TaskLease.Lost.class, task::runOnce);
        assertEquals(1, run(AFTER).figures().get("rewrapped"));
    }

    /** Does something before each new seal. */
    private static final class Disturbed extends ForwardingStorage {
        private final Runnable disturbance;

        Disturbed(Storage storage, Runnable disturbance) {
            super(storage);
            this.disturbance = disturbance;
        }

        @Override
        public ObjectStore objects() {
            return new ForwardingObjectStore(super.objects()) {
                @Override
                public ObjectInfo reseal(ObjectId id, Version version, Seal expected, Seal replacement) {
                    disturbance.run();
                    return super.reseal(id, version, expected, replacement);
                }
            };
        }
    }

    private BackgroundTaskReport run(Sealer sealer) {
        RewrapTask task = new RewrapTask(storage, sealer);
        task.runOnce();
        return task.task().report();
    }

    private ObjectInfo put(Sealer sealer, String key, String text) {
        return put(sealer, key, SealKey.Master.NEWEST, text);
    }

    private ObjectInfo put(Sealer sealer, String name, SealKey key, String text) {
        Seal seal = sealer.newSeal(key);
        ObjectSpec spec = ObjectSpec.EMPTY.withSeal(Optional.of(seal));
        return storage.objects()
                .put(
                        id(name),
                        spec,
                        sealer.seal(Uploads.of(text), seal, key, SealedContent.Segment.WHOLE),
                        WriteCondition.ALWAYS);
    }

    private void put(String key) {
        storage.objects().put(id(key), ObjectSpec.EMPTY, Uploads.of("plain"), WriteCondition.ALWAYS);
    }

    private UploadInfo begin(Sealer sealer, String key) {
        Seal seal = sealer.newSeal(SealKey.Master.NEWEST);
        return storage.uploads().begin(id(key), ObjectSpec.EMPTY.withSeal(Optional.of(seal)), Optional.empty());
    }

    private ObjectInfo stat(String key) {
        return storage.objects().stat(id(key), Version.LATEST);
    }

    private String read(Sealer sealer, String key, Version version) throws IOException {
        try (StoredObject stored = storage.objects().open(id(key), version)) {
            ByteArrayOutputStream plain = new ByteArrayOutputStream();
            long size = stored.info().size();
            sealer.open(stored.info().spec().seal().orElseThrow(), SealKey.Master.NEWEST)
                    .transferTo(
                            stored::transferTo,
                            List.of(SealedContent.Segment.whole(size)),
                            ByteSpan.whole(size),
                            Channels.newChannel(plain));
            return plain.toString(UTF_8);
        }
    }

    private static ObjectId id(String key) {
        return new ObjectId(BUCKET, new ObjectKey(key));
    }
}
