package io.geckos.storage.rados;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.engine.RequestPatience;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.engine.StorageGauge;
import io.geckos.domain.error.StorageException.Unavailable;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteOutcome;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.rados.librados.RadosPool;
import io.geckos.storage.rados.librados.WriteOperation;
import io.geckos.storage.testkit.data.ConcurrentCalls;
import io.geckos.storage.testkit.data.ObjectBytes;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.data.Uploads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cluster that does not answer for a while. */
class FrozenClusterTest {
    private static final BucketName BUCKET = new BucketName("frozen");
    private static final ObjectId A = ObjectId.of("frozen", "a");
    private static final ObjectId B = ObjectId.of("frozen", "b");

    /** What is promised with the settings as they are by default. */
    private static final Duration ANSWERED = Duration.ofSeconds(10);

    private Storage storage;

    @BeforeEach
    void open() {
        storage = CephCluster.get().open(CephCluster.get().newSettings());
        TestBucket.create(storage.buckets(), BUCKET);
        put(A, "before".getBytes(UTF_8));
    }

    @AfterEach
    void close() {
        storage.close();
    }

    private void put(ObjectId id, byte[] content) {
        storage.objects().put(id, ObjectSpec.EMPTY, Uploads.of(content), WriteCondition.ALWAYS);
    }

    private String read() {
        try (StoredObject object = storage.objects().open(A, Version.LATEST)) {
            return new String(ObjectBytes.read(object), UTF_8);
        }
    }

    @Test
    void requestsAreRefusedInTimeAndNothingIsLost() throws Exception {
        List<Runnable> requests = List.of(
                () -> put(A, "during".getBytes(UTF_8)),
                () -> put(B, new byte[20_000_000]),
                this::read,
                () -> storage.objects().list(BUCKET, new ListQuery("", Optional.empty(), ListStart.START, 10)),
                this::deleteMany,
                this::askAgain,
                storage::check);
        CephCluster.get()
                .whileFrozen(() -> assertTimeout(
                        ANSWERED,
                        () -> ConcurrentCalls.of(requests.stream()
                                        .map(ConcurrentCalls::attempt)
                                        .toList())
                                .forEach(refusal -> assertEquals(
                                        Unavailable.class, refusal.orElseThrow().getClass()))));
        assertTrue(Set.of("before", "during").contains(readAfterwards()));
        put(A, "after".getBytes(UTF_8));
        assertEquals("after", read());
    }

    @Test
    void operationsWithoutAnAnswerAreCounted() throws Exception {
        assertEquals(0, timeouts());
        CephCluster.get().whileFrozen(() -> assertThrows(Unavailable.class, () -> put(B, new byte[1])));
        long counted = timeouts();
        assertTrue(counted > 0);
        assertEquals("before", readAfterwards());
        assertEquals(counted, timeouts());
    }

    /** What {@code geckos3_storage_ceph_timeouts_total} says. */
    private long timeouts() {
        StorageGauge gauge = storage.measures().stream()
                .filter(it -> it.name().equals("ceph.timeouts"))
                .findFirst()
                .orElseThrow();
        assertTrue(gauge.grows());
        return (long) gauge.value().getAsDouble();
    }

    @Test
    void callsOfOneRequestShareTheirTime() throws Exception {
        List<Runnable> calls = List.of(
                () -> put(A, "during".getBytes(UTF_8)),
                () -> put(B, new byte[20_000_000]),
                this::askAgain,
                this::deleteMany,
                storage::check);
        CephCluster.get()
                .whileFrozen(() -> assertTimeout(ANSWERED, () -> {
                    try (var _ = RequestPatience.begin()) {
                        calls.forEach(call -> assertThrows(Unavailable.class, call::run));
                    }
                }));
        // What one request had no time left for is no failure of the cluster.
        storage.buckets().settings(BUCKET);
        put(B, "after".getBytes(UTF_8));
        assertTrue(Set.of("before", "during").contains(readAfterwards()));
    }

    @Test
    void whoWaitsForTheClusterKeepsNoCarrierFromOthers() throws Exception {
        Map<String, String> settings = CephCluster.get().newSettings();
        settings.put(RadosSettings.TIMEOUT, "1m");
        try (RadosConnection connection = RadosConnection.open(RadosSettings.of(settings))) {
            RadosPool pool = connection.meta();
            List<Runnable> calls = List.of(
                    () -> pool.stat("object"),
                    () -> pool.lock(
                            "lock-" + Thread.currentThread().threadId(), "holder", Duration.ofMinutes(1), false),
                    () -> pool.write("object", new WriteOperation().create()));
            List<Thread> waiting = new ArrayList<>();
            CephCluster.get().whileFrozen(() -> {
                for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
                    calls.forEach(call -> waiting.add(Thread.startVirtualThread(call)));
                }
                Thread other = Thread.startVirtualThread(() -> {});
                assertDoesNotThrow(() -> other.join());
                assertTrue(waiting.stream().allMatch(Thread::isAlive), "the other one ran when these had ended");
            });
            for (Thread each : waiting) {
                each.join();
            }
        }
    }

    /** A failure is remembered for a second. */
    private String readAfterwards() {
        while (true) {
            try {
                return read();
            } catch (Unavailable _) {
                Thread.onSpinWait();
            }
        }
    }

    /** As one request does, which goes on where settings cannot be read. */
    private void askAgain() {
        for (int i = 0; i < 6; i++) {
            try {
                storage.buckets().settings(BUCKET);
            } catch (Unavailable _) {
                // Asked for again.
            }
        }
        storage.buckets().settings(BUCKET);
    }

    private void deleteMany() {
        List<DeleteTarget> targets = IntStream.range(0, 100)
                .mapToObj(i -> new DeleteTarget(new ObjectKey("c" + i), Version.LATEST, WriteCondition.ALWAYS))
                .toList();
        for (DeleteOutcome outcome : storage.objects().delete(BUCKET, targets)) {
            throw ((DeleteOutcome.Refused) outcome).reason();
        }
    }
}
