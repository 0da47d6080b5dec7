package io.geckos.server.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.engine.BackgroundTask;
import io.geckos.domain.engine.DocumentName;
import io.geckos.domain.engine.DocumentStore;
import io.geckos.domain.engine.ForwardingDocumentStore;
import io.geckos.domain.engine.ForwardingStorage;
import io.geckos.domain.engine.TaskLease;
import io.geckos.domain.lifecycle.LifecycleDay;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Principal;
import io.geckos.domain.object.DeleteOutcome;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ForwardingObjectStore;
import io.geckos.domain.object.ListEntry;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.ObjectStore;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.data.BreakableLeases;
import io.geckos.storage.testkit.data.Uploads;
import io.geckos.storage.testkit.memory.MemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LifecycleTaskTest {
    private static final BucketName BUCKET = new BucketName("bucket");
    private static final DocumentName DOCUMENT = new DocumentName("lifecycle");
    private static final String ALL_AFTER_A_DAY = rule("<Filter/>", "<Expiration><Days>1</Days></Expiration>");

    private final MemoryStorage storage = new MemoryStorage();
    private Instant now = Instant.now().plus(Duration.ofDays(3));
    private final LifecycleTask lifecycle = new LifecycleTask(storage, LifecycleDay.REAL, () -> now);

    LifecycleTaskTest() {
        storage.buckets().create(BUCKET, new Principal("owner", "owner"), Optional.empty());
    }

    @Test
    void whatIsOldEnoughIsDeletedAndTheRestStays() {
        put("logs/a", Map.of());
        put("notes", Map.of());
        rules(rule("<Filter><Prefix>logs/</Prefix></Filter>", "<Expiration><Days>1</Days></Expiration>"));
        lifecycle.runIfDue();
        assertEquals(List.of("notes"), keys());
        assertEquals(1, figure("deleted"));
        assertEquals(1, figure("versions"));
    }

    @Test
    void nothingIsDeletedBeforeItsDay() {
        put("a", Map.of());
        rules(rule("<Filter/>", "<Expiration><Days>30</Days></Expiration>"));
        lifecycle.runIfDue();
        assertEquals(List.of("a"), keys());
    }

    @Test
    void pagesAndBatchesMissNothing() {
        IntStream.range(0, 1201).forEach(i -> put("k" + i, Map.of()));
        rules(ALL_AFTER_A_DAY);
        lifecycle.runIfDue();
        assertEquals(List.of(), keys());
        assertEquals(1201, figure("deleted"));
    }

    @Test
    void tagsDecideWhereAFilterAsksForThem() {
        put("kept", Map.of("keep", "yes"));
        put("temporary", Map.of("keep", "no"));
        rules(rule(
                "<Filter><Tag><Key>keep</Key><Value>no</Value></Tag></Filter>",
                "<Expiration><Days>1</Days></Expiration>"));
        lifecycle.runIfDue();
        assertEquals(List.of("kept"), keys());
    }

    @Test
    void unfinishedUploadsAreAborted() {
        storage.uploads().begin(id("a"), ObjectSpec.EMPTY, Optional.empty());
        rules(
                rule(
                        "<Filter/>",
                        "<AbortIncompleteMultipartUpload><DaysAfterInitiation>1</DaysAfterInitiation></AbortIncompleteMultipartUpload>"));
        lifecycle.runIfDue();
        assertEquals(
                List.of(),
                storage.uploads()
                        .listUploads(BUCKET, new ListQuery("", Optional.empty(), ListStart.START, 10))
                        .items());
        assertEquals(1, figure("aborted"));
    }

    @Test
    void aDayIsDoneOnceUnlessSomebodyAsks() {
        rules(ALL_AFTER_A_DAY);
        lifecycle.runIfDue();
        put("a", Map.of());
        lifecycle.runIfDue();
        assertEquals(List.of("a"), keys());
        lifecycle.task().start();
        lifecycle.runIfDue();
        assertEquals(List.of(), keys());
    }

    @Test
    void dayThatAnotherServerDoesMeanwhileIsNotDoneAgain() {
        rules(ALL_AFTER_A_DAY);
        LifecycleTask late = new LifecycleTask(
                new ForwardingStorage(storage) {
                    @Override
                    public DocumentStore documents() {
                        return beforeLease(lifecycle::runIfDue);
                    }
                },
                LifecycleDay.REAL,
                () -> now);
        late.runIfDue();
        assertEquals(1, figure("buckets"));
        assertEquals(Optional.empty(), late.task().report().began());
    }

    /** Documents that do something before a lease is taken. */
    private DocumentStore beforeLease(Runnable action) {
        return new ForwardingDocumentStore(storage.documents()) {
            @Override
            public Optional<Lease> lease(DocumentName name, Duration duration) {
                action.run();
                return super.lease(name, duration);
            }
        };
    }

    @Test
    void theNextDayIsDoneAgain() {
        rules(ALL_AFTER_A_DAY);
        lifecycle.runIfDue();
        put("a", Map.of());
        now = now.plus(Duration.ofDays(1));
        lifecycle.runIfDue();
        assertEquals(List.of(), keys());
    }

    @Test
    void aRunGoesOnWhereTheLastOneWasCutOff() {
        for (String key : List.of("a", "b", "c")) {
            put(key, Map.of());
        }
        rules(ALL_AFTER_A_DAY);
        LifecyclePosition cut = new LifecyclePosition(LifecycleDay.REAL.begin(now), false, "bucket", "b");
        assertTrue(storage.documents().write(DOCUMENT, Optional.empty(), cut.text()));
        lifecycle.runIfDue();
        assertEquals(List.of("a", "b"), keys());
    }

    @Test
    void withoutRulesNothingIsWritten() {
        put("a", Map.of());
        lifecycle.runIfDue();
        assertTrue(storage.documents().read(DOCUMENT).isEmpty());
        assertEquals(List.of("a"), keys());
    }

    @Test
    void whileAnotherServerAppliesRulesThisOneDoesNot() {
        put("a", Map.of());
        rules(ALL_AFTER_A_DAY);
        try (var _ = storage.documents().lease(DOCUMENT, Duration.ofMinutes(5)).orElseThrow()) {
            lifecycle.runIfDue();
        }
        assertEquals(List.of("a"), keys());
    }

    @Test
    void runThatHasLostItsLeaseDeletesNothingMoreAndAnotherServerGoesOn() {
        BucketName first = new BucketName("aaa");
        storage.buckets().create(first, new Principal("owner", "owner"), Optional.empty());
        storage.buckets().putSetting(first, BucketSetting.LIFECYCLE, ALL_AFTER_A_DAY);
        storage.objects()
                .put(new ObjectId(first, new ObjectKey("a")), ObjectSpec.EMPTY, Uploads.of("x"), WriteCondition.ALWAYS);
        put("a", Map.of());
        rules(ALL_AFTER_A_DAY);
        BreakableLeases leases = new BreakableLeases(storage.documents());
        AtomicLong minutes = new AtomicLong();
        LifecycleTask broken = new LifecycleTask(
                new ForwardingStorage(storage) {
                    @Override
                    public DocumentStore documents() {
                        return leases;
                    }

                    @Override
                    public ObjectStore objects() {
                        return afterDelete(leases::breakAll);
                    }
                },
                LifecycleDay.REAL,
                () -> now,
                () -> Duration.ofMinutes(minutes.incrementAndGet()).toNanos());
        assertThrows(TaskLease.Lost.class, broken::runIfDue);
        assertEquals(List.of(), keys(first));
        assertEquals(List.of("a"), keys());
        assertEquals(Optional.empty(), broken.task().report().finished());
        lifecycle.runIfDue();
        assertEquals(List.of(), keys());
    }

    private ObjectStore afterDelete(Runnable action) {
        return new ForwardingObjectStore(storage.objects()) {
            @Override
            public List<DeleteOutcome> delete(BucketName bucket, List<DeleteTarget> targets) {
                List<DeleteOutcome> outcomes = super.delete(bucket, targets);
                action.run();
                return outcomes;
            }
        };
    }

    @Test
    void aWishThatCannotBeFulfilledIsForgotten() {
        rules(ALL_AFTER_A_DAY);
        lifecycle.task().start();
        try (var _ = storage.documents().lease(DOCUMENT, Duration.ofMinutes(5)).orElseThrow()) {
            lifecycle.runIfDue();
        }
        assertFalse(lifecycle.task().report().running());
    }

    @Test
    void aBucketWhoseRulesCannotBeReadIsReportedAndTheOthersAreDone() {
        storage.buckets().create(new BucketName("aaa"), new Principal("owner", "owner"), Optional.empty());
        storage.buckets().putSetting(new BucketName("aaa"), BucketSetting.LIFECYCLE, "rubbish");
        put("a", Map.of());
        rules(ALL_AFTER_A_DAY);
        lifecycle.runIfDue();
        assertEquals(List.of(), keys());
        BackgroundTask task = lifecycle.task();
        assertTrue(
                task.report().problems().getFirst().contains("aaa"),
                task.report().toString());
    }

    @Test
    void closingBeforeTheStartEnds() {
        lifecycle.close();
        assertFalse(lifecycle.task().report().running());
    }

    private static String rule(String filter, String action) {
        return "<LifecycleConfiguration><Rule><ID>r</ID>" + filter + "<Status>Enabled</Status>" + action
                + "</Rule></LifecycleConfiguration>";
    }

    private void rules(String document) {
        storage.buckets().putSetting(BUCKET, BucketSetting.LIFECYCLE, document);
    }

    private void put(String key, Map<String, String> tags) {
        storage.objects()
                .put(id(key), new ObjectSpec(Map.of(), Map.of(), tags), Uploads.of("x"), WriteCondition.ALWAYS);
    }

    private static ObjectId id(String key) {
        return new ObjectId(BUCKET, new ObjectKey(key));
    }

    private long figure(String name) {
        return lifecycle.task().report().figures().getOrDefault(name, 0L);
    }

    private List<String> keys() {
        return keys(BUCKET);
    }

    private List<String> keys(BucketName bucket) {
        return storage
                .objects()
                .list(bucket, new ListQuery("", Optional.empty(), ListStart.START, 2000))
                .items()
                .stream()
                .map(entry -> ((ListEntry.Found) entry).summary().id().key().value())
                .toList();
    }
}
