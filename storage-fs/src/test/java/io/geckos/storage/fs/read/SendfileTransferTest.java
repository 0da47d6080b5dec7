package io.geckos.storage.fs.read;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.FileTransferSink;
import io.geckos.domain.object.StoredObject;
import io.geckos.storage.fs.testkit.BucketFixture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SendfileTransferTest {
    private final BucketFixture bucket = new BucketFixture("adopt-rate", "0", "housekeeping-interval", "0s");
    private final byte[] content = new byte[3_000_001];

    @BeforeEach
    void write() throws IOException {
        new Random(13).nextBytes(content);
        Files.write(bucket.path("large"), content);
    }

    @AfterEach
    void close() {
        bucket.close();
    }

    /** Takes so many bytes at once, and none every other time, as a socket that is full. */
    private static final class RecordingSink implements FileTransferSink {
        private final ByteArrayOutputStream all = new ByteArrayOutputStream();
        private final long most;
        private long taken;
        private boolean full = true;

        RecordingSink(long most) {
            this.most = most;
        }

        @Override
        public long takeFrom(FileChannel file, long position, long count) throws IOException {
            full = !full;
            long now = full ? 0 : file.transferTo(position, Math.min(most, count), Channels.newChannel(all));
            taken += now;
            return now;
        }

        @Override
        public int write(ByteBuffer bytes) {
            int length = bytes.remaining();
            byte[] copy = new byte[length];
            bytes.get(copy);
            all.writeBytes(copy);
            return length;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    private void transfer(ByteSpan span, RecordingSink taker) throws IOException {
        try (StoredObject object = bucket.storage().objects().open(BucketFixture.id("large"), Version.LATEST)) {
            object.transferTo(span, taker);
        }
    }

    @Test
    void whatIsTakenAndWhatIsWrittenAreTheSpan() throws IOException {
        for (ByteSpan span : new ByteSpan[] {
            ByteSpan.whole(content.length), new ByteSpan(1, 2_000_000), new ByteSpan(999_999, 600_000)
        }) {
            for (long most : new long[] {1_000, 100_000, Long.MAX_VALUE}) {
                RecordingSink taker = new RecordingSink(most);
                transfer(span, taker);
                byte[] expected = Arrays.copyOfRange(content, (int) span.offset(), (int) span.end());
                assertArrayEquals(expected, taker.all.toByteArray());
                assertTrue(taker.taken > 0, "nothing was taken");
            }
        }
    }

    @Test
    void aLittleIsWritten() throws IOException {
        RecordingSink taker = new RecordingSink(Long.MAX_VALUE);
        transfer(new ByteSpan(5, 100_000), taker);
        assertEquals(0, taker.taken);
        assertEquals(100_000, taker.all.size());
    }

    @Test
    void whatWasEditedMeanwhileDoesNotEndWell() throws IOException {
        try (StoredObject object = bucket.storage().objects().open(BucketFixture.id("large"), Version.LATEST)) {
            Files.write(bucket.path("large"), new byte[] {1}, StandardOpenOption.WRITE);
            assertThrows(
                    StorageException.StorageFailure.class,
                    () -> object.transferTo(ByteSpan.whole(content.length), new RecordingSink(Long.MAX_VALUE)));
        }
    }
}
