package io.geckos.storage.rados.librados;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.storage.rados.CephCluster;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The binding of librados2 on a real cluster. */
class RadosPoolTest {
    private static final byte[] OLD = "old".getBytes(UTF_8);
    private static final byte[] NEW = "new".getBytes(UTF_8);

    private RadosCluster cluster;
    private RadosPool pool;

    @BeforeEach
    void connect() {
        cluster = RadosCluster.connect(CephCluster.get().configuration(), "client.admin", Duration.ofSeconds(20));
        pool = cluster.pool("meta", UUID.randomUUID().toString());
    }

    @AfterEach
    void close() {
        pool.close();
        cluster.close();
    }

    private List<String> keys(String after, String prefix, int most) {
        return pool.read("o", new ReadOperation().rows(after, prefix, most)).getFirst().rows().stream()
                .map(OmapRow::key)
                .toList();
    }

    @Test
    void secondExclusiveCreationIsRefused() {
        assertEquals(0, pool.write("o", new WriteOperation().create()));
        assertEquals(-RadosException.EXISTS, pool.write("o", new WriteOperation().create()));
    }

    @Test
    void writeOfMissingObjectThatMustExistIsRefused() {
        assertEquals(
                -RadosException.NO_ENTRY,
                pool.write("o", new WriteOperation().requireObject().setRow("k", NEW)));
        RadosException missing =
                assertThrows(RadosException.class, () -> pool.read("o", new ReadOperation().rows("", "", 1)));
        assertEquals(RadosException.NO_ENTRY, missing.errno());
    }

    @Test
    void failedComparisonOfRowChangesNothing() {
        pool.writeOrThrow("o", new WriteOperation().create().setRow("k", OLD));
        WriteOperation stale =
                new WriteOperation().requireRow("k", NEW).setRow("k", NEW).setRow("other", NEW);
        assertEquals(-RadosException.CANCELED, pool.write("o", stale));
        assertEquals(
                -RadosException.CANCELED,
                pool.write("o", new WriteOperation().requireNoRow("k").removeRow("k")));
        assertEquals(List.of("k"), keys("", "", 9));
        pool.writeOrThrow(
                "o",
                new WriteOperation().requireRow("k", OLD).requireNoRow("other").setRow("k", NEW));
        assertArrayEquals(
                NEW,
                pool.read("o", new ReadOperation().rows(List.of("k", "missing")))
                        .getFirst()
                        .value("k")
                        .orElseThrow());
    }

    @Test
    void attributeIsComparedInOrderOfBytes() {
        pool.writeOrThrow("o", new WriteOperation().create().setAttribute("epoch", "0000000000000005"));
        WriteOperation older = new WriteOperation()
                .requireAttributeAtMost("epoch", "0000000000000004")
                .setRow("k", NEW);
        assertEquals(-RadosException.CANCELED, pool.write("o", older));
        for (String allowed : List.of("0000000000000005", "000000000000000a", "~")) {
            pool.writeOrThrow(
                    "o",
                    new WriteOperation()
                            .requireAttributeAtMost("epoch", allowed)
                            .setRow("k", NEW));
        }
        assertEquals(
                -RadosException.CANCELED,
                pool.write(
                        "o", new WriteOperation().requireAttribute("epoch", "~").removeObject()));
        ObjectStat stat = pool.stat("o").orElseThrow();
        assertEquals(Optional.of("0000000000000005"), stat.attribute("epoch"));
        assertEquals(Optional.empty(), stat.attribute("missing"));
    }

    @Test
    void statTellsTimeAndAllAttributes() {
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        assertEquals(Optional.empty(), pool.stat("missing"));
        pool.writeOrThrow("plain", new WriteOperation().create());
        assertEquals(Map.of(), pool.stat("plain").orElseThrow().attributes());
        pool.writeOrThrow(
                "o", new WriteOperation().create().setAttribute("a", "").setAttribute("b", "\u00e4 \u0001\t2"));
        ObjectStat stat = pool.stat("o").orElseThrow();
        assertEquals(Map.of("a", "", "b", "\u00e4 \u0001\t2"), stat.attributes());
        assertFalse(stat.modified().isBefore(before));
    }

    @Test
    void rowsComeInOrderOfBytesBehindAKey() {
        List<String> keys = List.of("a", "a\u0001", "a/b", "b", "\u00c3\u00a9", "\u00f0\u009f\u0098\u0080", "\u00ff");
        WriteOperation operation = new WriteOperation();
        keys.reversed().forEach(key -> operation.setRow(key, NEW));
        pool.writeOrThrow("o", operation);
        assertEquals(keys, keys("", "", 100));
        assertEquals(List.of("a/b", "b"), keys("a\u0001", "", 2));
        assertEquals(List.of("a\u0001", "a/b"), keys("a", "a", 100));
        OmapPage page = pool.read("o", new ReadOperation().rows("", "", 2)).getFirst();
        assertTrue(page.more());
        assertFalse(pool.read("o", new ReadOperation().rows("b", "", 100))
                .getFirst()
                .more());
    }

    @Test
    void severalQueriesAreAnsweredInOrder() {
        pool.writeOrThrow("o", new WriteOperation().setRow("a", OLD).setRow("b", NEW));
        List<OmapPage> pages = pool.read(
                "o", new ReadOperation().rows("", "b", 1).rows(List.of("a")).rows("b", "", 9));
        assertEquals(
                List.of("b", "a"),
                pages.subList(0, 2).stream()
                        .map(it -> it.rows().getFirst().key())
                        .toList());
        assertEquals(List.of(), pages.getLast().rows());
    }

    @Test
    void bytesAreReadAsFarAsThereAreAny() {
        pool.writeOrThrow("o", new WriteOperation().write(ByteBuffer.wrap("content".getBytes(UTF_8))));
        try (PendingBytes bytes = pool.sendRead("o", 3, 100)) {
            assertEquals(ByteBuffer.wrap("tent".getBytes(UTF_8)), bytes.await());
        }
        try (PendingBytes bytes = pool.sendRead("missing", 0, 1)) {
            assertThrows(RadosException.class, bytes::await);
        }
    }

    @Test
    void objectClassAddsInTheSameOperation() {
        byte[] input = {1, 0, 0, 0, 'n', 2, 0, 0, 0, '4', '2'};
        for (int i = 0; i < 3; i++) {
            pool.writeOrThrow("o", new WriteOperation().setRow("k", NEW).execute("numops", "add", input));
        }
        assertEquals(
                "126",
                new String(
                        pool.read("o", new ReadOperation().rows(List.of("n")))
                                .getFirst()
                                .value("n")
                                .orElseThrow(),
                        UTF_8));
    }

    @Test
    void lockIsHeldUntilItIsGivenBackOrEnds() {
        Duration hour = Duration.ofHours(1);
        assertTrue(pool.lock("l", "first", hour, false));
        assertFalse(pool.lock("l", "second", hour, false));
        assertTrue(pool.lock("l", "first", hour, true));
        pool.unlock("l", "first");
        assertFalse(pool.lock("l", "first", hour, true));
        assertTrue(pool.lock("l", "second", Duration.ZERO, false));
        assertTrue(pool.lock("l", "third", hour, false));
        pool.unlock("l", "second");
        assertFalse(pool.lock("l", "second", hour, false));
    }

    @Test
    void everyObjectOfTheNamespaceIsNamed() {
        TreeSet<String> expected = new TreeSet<>();
        for (int i = 0; i < 20; i++) {
            expected.add("object-" + i);
            pool.writeOrThrow("object-" + i, new WriteOperation().create());
        }
        TreeSet<String> named = new TreeSet<>();
        pool.forEachObject(named::add);
        assertEquals(expected, named);
    }

    @Test
    void racingIncrementsOfManyVirtualThreadsLoseNone() throws Exception {
        pool.writeOrThrow("o", new WriteOperation().setRow("n", "0".getBytes(UTF_8)));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                running.add(threads.submit(this::incrementFiveTimes));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
        assertEquals("100", new String(number(), UTF_8));
    }

    private void incrementFiveTimes() {
        for (int done = 0; done < 5; ) {
            byte[] seen = number();
            byte[] next = String.valueOf(Integer.parseInt(new String(seen, UTF_8)) + 1)
                    .getBytes(UTF_8);
            done += pool.write("o", new WriteOperation().requireRow("n", seen).setRow("n", next)) == 0 ? 1 : 0;
        }
    }

    private byte[] number() {
        return pool.read("o", new ReadOperation().rows(List.of("n")))
                .getFirst()
                .value("n")
                .orElseThrow();
    }
}
