package io.geckos.storage.rados.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.error.StorageException.Busy;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.name.ObjectKey;
import io.geckos.storage.rados.CephCluster;
import io.geckos.storage.rados.format.DataSegment;
import io.geckos.storage.rados.librados.RadosCluster;
import io.geckos.storage.rados.librados.RadosPool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Uploads that take long, and many large ones at a time. */
class DataWriterTest {
    private static final DataOwner OWNER = new DataOwner("bucket", new ObjectKey("key"));
    private static final Duration OLDEST = Duration.ofHours(1);

    private RadosCluster cluster;
    private RadosPool pool;
    private DataPool data;
    private long now;

    @BeforeEach
    void connect() {
        cluster = RadosCluster.connect(CephCluster.get().configuration(), "client.admin", Duration.ofSeconds(20));
        pool = cluster.pool("data", UUID.randomUUID().toString());
        data = new DataPool(pool, OLDEST, new UploadMemory(2 * UploadMemory.EACH, Duration.ZERO), () -> now);
    }

    @AfterEach
    void close() {
        pool.close();
        cluster.close();
    }

    private void pass(int minutes) {
        now += Duration.ofMinutes(minutes).toNanos();
    }

    private DataWriter begin(String id, long expected) {
        return data.write(id, OWNER, expected);
    }

    private static ByteBuffer bytes(int size) {
        return ByteBuffer.allocate(size);
    }

    @Test
    void uploadMayTakeAnyTimeAsLongAsItGoesOn() throws IOException {
        int size = 0;
        try (DataWriter writer = begin("slow", 0)) {
            for (int i = 0; i < 8; i++) {
                size += writer.write(bytes(DataPool.STRIPE));
                pass(40);
            }
            DataSegment segment = writer.finish();
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            data.transferTo(List.of(segment), ByteSpan.whole(size), Channels.newChannel(read));
            assertEquals(size, read.size());
        }
    }

    @Test
    void uploadThatStandsStillIsRefused() {
        try (DataWriter writer = begin("still", 0)) {
            writer.write(bytes(2 * DataPool.STRIPE));
            pass(61);
            assertThrows(Busy.class, () -> writer.write(bytes(2 * DataPool.STRIPE)));
        }
        try (DataWriter writer = begin("stillAtTheEnd", 0)) {
            writer.write(bytes(2 * DataPool.STRIPE));
            pass(61);
            assertThrows(Busy.class, writer::finish);
        }
    }

    @Test
    void uploadOfWhichNothingIsWrittenBeforeItsEndMayStandStill() {
        try (DataWriter writer = begin("small", 100)) {
            writer.write(bytes(50));
            pass(1_000);
            writer.write(bytes(50));
            assertEquals(100, writer.finish().size());
        }
    }

    @Test
    void renewalMakesBytesYoungAndNoticesThatTheyAreGone() {
        DataSegment segment;
        try (DataWriter writer = begin("renewed", 10)) {
            writer.write(bytes(10));
            segment = writer.finish();
        }
        Instant written = pool.stat("renewed.0").orElseThrow().modified();
        while (!Instant.now().isAfter(written.plusSeconds(2))) {
            Thread.onSpinWait();
        }
        data.renew(segment, OWNER);
        assertTrue(pool.stat("renewed.0").orElseThrow().modified().isAfter(written));
        assertTrue(data.remove(segment, () -> true));
        assertThrows(Busy.class, () -> data.renew(segment, OWNER));
    }

    @Test
    void largeUploadsShareTheirMemory() {
        try (DataWriter first = begin("first", Long.MAX_VALUE);
                DataWriter second = begin("second", 0)) {
            assertTrue(first.isOpen());
            second.write(bytes(DataPool.STRIPE));
            assertThrows(Busy.class, () -> begin("third", DataPool.STRIPE));
            try (DataWriter growing = begin("growing", 0)) {
                growing.write(bytes(DataPool.STRIPE / 4));
                assertThrows(Busy.class, () -> growing.write(bytes(DataPool.STRIPE)));
            }
            try (DataWriter small = begin("small", 100)) {
                small.write(bytes(100));
                assertEquals(100, small.finish().size());
            }
        }
        try (DataWriter one = begin("one", DataPool.STRIPE);
                DataWriter other = begin("other", DataPool.STRIPE)) {
            assertTrue(one.isOpen() && other.isOpen());
        }
    }
}
