package io.geckos.storage.rados.maintenance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.engine.BackgroundTaskProgress;
import io.geckos.domain.engine.DocumentName;
import io.geckos.domain.engine.DocumentStore;
import io.geckos.domain.engine.ForwardingDocumentStore;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.rados.CephCluster;
import io.geckos.storage.rados.data.DataPool;
import io.geckos.storage.rados.format.ShardLayout;
import io.geckos.storage.rados.index.KeyIndex;
import io.geckos.storage.rados.librados.RadosPool;
import io.geckos.storage.testkit.data.BreakableLeases;
import io.geckos.storage.testkit.data.ObjectBytes;
import io.geckos.storage.testkit.data.Uploads;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gateway whose lease ends in the middle of a background task, because it stood still or an operator broke the lease. */
class LostLeaseTest {
    private static final BucketName BUCKET = new BucketName("leased");
    private static final int MOST_ROWS = 20;
    private static final List<ObjectKey> KEYS = IntStream.range(0, 100)
            .mapToObj(i -> new ObjectKey("%03d".formatted(i)))
            .toList();

    private TestNamespace namespace;
    private Storage storage;
    private RadosPool data;
    private BreakableLeases leases;
    private KeyIndex index;

    @BeforeEach
    void open() {
        namespace = new TestNamespace(BUCKET);
        storage = namespace.storage;
        data = namespace.data;
        leases = new BreakableLeases(storage.documents());
        index = namespace.index();
        for (ObjectKey key : KEYS) {
            storage.objects().put(new ObjectId(BUCKET, key), ObjectSpec.EMPTY, Uploads.of("x"), WriteCondition.ALWAYS);
        }
    }

    @AfterEach
    void close() {
        namespace.close();
    }

    private ShardLayout layout() {
        return index.catalog().refresh(BUCKET).layout();
    }

    /** A clock on which each look takes a minute; when {@code moment} has come, {@code event} happens before the next one. */
    private static LongSupplier clock(BooleanSupplier moment, Runnable event) {
        AtomicLong now = new AtomicLong();
        AtomicBoolean happened = new AtomicBoolean();
        return () -> {
            if (!happened.get() && moment.getAsBoolean()) {
                happened.set(true);
                event.run();
            }
            return now.addAndGet(Duration.ofMinutes(1).toNanos());
        };
    }

    private static void run(BackgroundTaskProgress task) {
        assertTrue(task.start());
        while (task.report().running()) {
            Thread.onSpinWait();
        }
        assertEquals(List.of(), task.report().problems());
    }

    private void deleteAll() {
        storage.objects()
                .delete(
                        BUCKET,
                        KEYS.stream()
                                .map(key -> new DeleteTarget(key, Version.LATEST, WriteCondition.ALWAYS))
                                .toList());
    }

    private GarbageCollection garbage(DocumentStore documents, LongSupplier nanoTime) {
        DataPool pool = new DataPool(data, Duration.ofHours(1), CephCluster.MEMORY);
        GarbageCollection collection = new GarbageCollection(index, pool, documents, Duration.ZERO, nanoTime);
        collection.start();
        return collection;
    }

    @Test
    void collectionEndsWhenItsLeaseIsBrokenAndAnotherGatewayDoesTheRest() {
        deleteAll();
        try (GarbageCollection first =
                        garbage(leases, clock(() -> namespace.dataObjects().size() < KEYS.size(), leases::breakAll));
                GarbageCollection second = garbage(storage.documents(), System::nanoTime)) {
            run(first.progress());
            assertEquals(Optional.empty(), first.progress().report().finished());
            // What was asked for before the lease was broken is all that is gone.
            int left = namespace.dataObjects().size();
            assertTrue(left > 0 && left < KEYS.size(), "left " + left);
            run(second.progress());
            assertTrue(second.progress().report().finished().isPresent());
            assertEquals(0, namespace.dataObjects().size());
        }
    }

    @Test
    void collectionWhoseLeaseHasExpiredRemovesNothing() {
        deleteAll();
        DocumentStore expiring = new ForwardingDocumentStore(storage.documents()) {
            @Override
            public Optional<Lease> lease(DocumentName name, Duration duration) {
                return super.lease(name, Duration.ZERO);
            }
        };
        try (GarbageCollection first = garbage(expiring, clock(() -> false, () -> {}));
                GarbageCollection second = garbage(storage.documents(), System::nanoTime)) {
            run(first.progress());
            assertEquals(Optional.empty(), first.progress().report().finished());
            assertEquals(KEYS.size(), namespace.dataObjects().size());
            run(second.progress());
            assertEquals(0, namespace.dataObjects().size());
        }
    }

    private Resharding resharding(DocumentStore documents, LongSupplier nanoTime) {
        Resharding resharding = new Resharding(namespace.meta, index.catalog(), documents, MOST_ROWS, nanoTime);
        resharding.start();
        return resharding;
    }

    @Test
    void splitIsGivenUpWhenItsLeaseIsBrokenAndAnotherGatewayMakesIt() {
        ShardLayout before = layout();
        try (Resharding first = resharding(leases, clock(() -> layout().split().isPresent(), leases::breakAll));
                Resharding second = resharding(storage.documents(), System::nanoTime)) {
            run(first.progress());
            assertEquals(Optional.empty(), first.progress().report().finished());
            assertEquals(before.shards(), layout().shards());
            assertEquals(Optional.empty(), layout().split());
            run(second.progress());
            assertTrue(layout().shards().size() > before.shards().size());
        }
        assertAllThere();
    }

    @Test
    void gatewayThatStoodStillDuringASplitChangesNothingThatAnotherHasMade() {
        try (Resharding second = resharding(storage.documents(), System::nanoTime)) {
            Runnable takeover = () -> {
                leases.breakAll();
                run(second.progress());
            };
            ShardLayout made;
            try (Resharding first =
                    resharding(leases, clock(() -> layout().split().isPresent(), takeover))) {
                run(first.progress());
                assertEquals(Optional.empty(), first.progress().report().finished());
                made = layout();
                assertEquals(Optional.empty(), made.split());
            }
            run(second.progress());
            assertEquals(made, layout());
        }
        assertAllThere();
    }

    private void assertAllThere() {
        for (ObjectKey key : KEYS) {
            try (StoredObject object = storage.objects().open(new ObjectId(BUCKET, key), Version.LATEST)) {
                assertEquals("x", new String(ObjectBytes.read(object), UTF_8));
            }
            storage.objects().put(new ObjectId(BUCKET, key), ObjectSpec.EMPTY, Uploads.of("y"), WriteCondition.ALWAYS);
        }
    }
}
