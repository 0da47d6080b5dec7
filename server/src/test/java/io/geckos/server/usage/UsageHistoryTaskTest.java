package io.geckos.server.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.engine.DocumentName;
import io.geckos.domain.engine.DocumentStore.Lease;
import io.geckos.domain.engine.ForwardingStorage;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.engine.StorageUsage;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Principal;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.WriteCondition;
import io.geckos.domain.security.Account;
import io.geckos.storage.testkit.data.Uploads;
import io.geckos.storage.testkit.memory.MemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UsageHistoryTaskTest {
    private static final BucketName PHOTOS = new BucketName("photos");
    private static final BucketName FILMS = new BucketName("films");
    private static final String OTHER = "123456789012";

    private final MemoryStorage storage = new MemoryStorage();
    private final UsageHistory history = new UsageHistory(storage.documents());
    private Instant now = Instant.parse("2026-11-28T10:20:00Z");
    private final UsageHistoryTask task = taskOn(storage);

    UsageHistoryTaskTest() {
        storage.buckets().create(PHOTOS, new Principal("owner", "owner"), Optional.empty());
        storage.buckets().create(FILMS, Account.further(OTHER, "other").owner(), Optional.empty());
        put(PHOTOS, "1234");
        put(FILMS, "123456");
    }

    private UsageHistoryTask taskOn(Storage where) {
        return new UsageHistoryTask(where, history, () -> List.of(Account.FIRST, OTHER), () -> now);
    }

    private void put(BucketName bucket, String content) {
        storage.objects()
                .put(
                        new ObjectId(bucket, new ObjectKey("key")),
                        ObjectSpec.EMPTY,
                        Uploads.of(content),
                        WriteCondition.ALWAYS);
    }

    private List<Long> bytes(UsageSubject subject) {
        return history.of(subject).hours(now).stream()
                .map(sample -> sample.figures().bytes())
                .toList();
    }

    @Test
    void bucketsAccountsAndTheWholeAreSampled() {
        task.runIfDue();
        assertEquals(List.of(4L), bytes(UsageSubject.bucket(PHOTOS)));
        assertEquals(List.of(6L), bytes(UsageSubject.bucket(FILMS)));
        assertEquals(List.of(4L), bytes(UsageSubject.account(Account.FIRST)));
        assertEquals(List.of(6L), bytes(UsageSubject.account(OTHER)));
        assertEquals(List.of(10L), bytes(UsageSubject.TOTAL));
        assertEquals(
                Instant.parse("2026-11-28T10:00:00Z"),
                history.of(UsageSubject.TOTAL).hours(now).getFirst().from());
        assertEquals(5L, task.task().report().figures().get("samples"));
    }

    @Test
    void accountThatHasNothingAnyMoreIsSampledToo() {
        task.runIfDue();
        storage.objects()
                .delete(FILMS, List.of(new DeleteTarget(new ObjectKey("key"), Version.LATEST, WriteCondition.ALWAYS)));
        storage.buckets().delete(FILMS);
        now = now.plus(Duration.ofHours(1));
        task.runIfDue();
        assertEquals(List.of(6L, 0L), bytes(UsageSubject.account(OTHER)));
    }

    @Test
    void anHourIsSampledOnceByAllServers() {
        task.runIfDue();
        put(PHOTOS, "12345678");
        taskOn(storage).runIfDue();
        task.runIfDue();
        assertEquals(List.of(10L), bytes(UsageSubject.TOTAL));
        now = now.plus(Duration.ofHours(1));
        taskOn(storage).runIfDue();
        task.runIfDue();
        assertEquals(List.of(10L, 14L), bytes(UsageSubject.TOTAL));
    }

    @Test
    void serverWaitsForAnotherOneThatIsAtIt() {
        try (Lease _ = storage.documents()
                .lease(new DocumentName("usage"), Duration.ofHours(1))
                .orElseThrow()) {
            task.runIfDue();
            assertEquals(List.of(), bytes(UsageSubject.TOTAL));
            assertEquals(Optional.of(Duration.ofMinutes(1)), task.pause());
        }
        task.runIfDue();
        assertEquals(List.of(10L), bytes(UsageSubject.TOTAL));
    }

    @Test
    void nothingIsSampledBeforeEverythingIsCounted() {
        UsageHistoryTask early = taskOn(new ForwardingStorage(storage) {
            @Override
            public Optional<StorageUsage> usage() {
                return super.usage().map(usage -> new StorageUsage(false, usage.buckets()));
            }
        });
        early.runIfDue();
        assertEquals(List.of(), bytes(UsageSubject.TOTAL));
        assertEquals(Optional.of(Duration.ofMinutes(1)), early.pause());
    }

    @Test
    void nextSampleIsDueAtTheNextHour() {
        assertEquals(Optional.of(Duration.ofMinutes(1)), task.pause());
        task.runIfDue();
        assertEquals(Optional.of(Duration.ofMinutes(40)), task.pause());
    }

    @Test
    void documentThatCannotBeReadIsAProblemOfTheTask() {
        DocumentName broken = new DocumentName("usage-%02d".formatted(Math.floorMod("total".hashCode(), 32)));
        storage.documents().write(broken, Optional.empty(), "{");
        task.runIfDue();
        assertEquals(1, task.task().report().problems().size());
        assertTrue(task.task().report().problems().getFirst().contains(broken.value()));
        assertEquals(List.of(4L), bytes(UsageSubject.bucket(PHOTOS)));
        assertEquals(Optional.of(Duration.ofMinutes(40)), task.pause());
    }
}
