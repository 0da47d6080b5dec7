package io.geckos.s3.body;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.ContentHasher;
import io.geckos.domain.checksum.Digests;
import io.geckos.domain.error.StorageException.ContentMismatch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyUploadTest {
    private static final int LARGE = UploadBufferPool.LARGE;

    private final UploadBufferPool buffers = new UploadBufferPool(4);
    private final ByteArrayOutputStream stored = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                1,
                UploadBufferPool.SMALL + 1,
                LARGE - 1,
                LARGE,
                LARGE + 1,
                4 * LARGE,
                4 * LARGE + 1,
                5 * LARGE,
                2_000_001
            })
    void everyByteIsStoredAndHashed(int size) throws IOException {
        byte[] bytes = bytes(size);
        Digests expected = digests(bytes);
        ContentDigests checks = new ContentDigests(
                OptionalLong.of(size),
                Optional.of(expected.md5()),
                Optional.of(expected.checksums().getFirst()),
                Optional.empty());
        assertEquals(expected, upload(new ByteArrayInputStream(bytes), checks).transferTo(sink()));
        assertArrayEquals(bytes, stored.toByteArray());
    }

    @Test
    void bodiesThatTrickleAreStoredWhole() throws IOException {
        byte[] bytes = bytes(3 * LARGE + 17);
        InputStream trickle = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 1009));
            }
        };
        upload(trickle, length(bytes.length)).transferTo(sink());
        assertArrayEquals(bytes, stored.toByteArray());
    }

    @Test
    void smallBodiesTakeNoLargeBuffers() throws IOException {
        AtomicLong taken = new AtomicLong();
        UploadBufferPool counted = buffers.chargedTo(memory -> taken.addAndGet(memory) > 0);
        byte[] bytes = bytes(UploadBufferPool.SMALL);
        new RequestBodyUpload(new ByteArrayInputStream(bytes), Map::of, length(bytes.length), Set.of(), counted)
                .transferTo(sink());
        assertArrayEquals(bytes, stored.toByteArray());
        assertEquals(bytes.length, taken.get());
    }

    @Test
    void whenLargeBuffersAreTakenSmallOnesDo() throws IOException {
        for (int i = 0; i < 3; i++) {
            assertEquals(LARGE, buffers.acquire().capacity());
        }
        byte[] bytes = bytes(9 * LARGE + 5);
        upload(new ByteArrayInputStream(bytes), length(bytes.length)).transferTo(sink());
        assertArrayEquals(bytes, stored.toByteArray());
        assertEquals(LARGE, buffers.acquire().capacity());
        assertEquals(UploadBufferPool.SMALL, buffers.acquire().capacity());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, LARGE, 6 * LARGE})
    void fewerOrMoreBytesThanDeclaredAreRefused(int size) {
        ContentDigests more = length(size + 1);
        assertMismatch(ContentMismatch.Kind.LENGTH, new ByteArrayInputStream(bytes(size)), more);
        ContentDigests fewer = length(size);
        assertMismatch(ContentMismatch.Kind.LENGTH, new ByteArrayInputStream(bytes(size + 1)), fewer);
    }

    @Test
    void anEndlessBodyIsCutOffSoonAfterItsDeclaredLength() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 7;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                return length;
            }
        };
        assertMismatch(ContentMismatch.Kind.LENGTH, endless, length(100));
        assertTrue(stored.size() <= LARGE);
    }

    @Test
    void aBodyThatBreaksOffIsAMismatchAndNotAnErrorOfTheSink() {
        assertMismatch(ContentMismatch.Kind.LENGTH, broken(new IOException("reset")), length(LARGE * 9));
        assertMismatch(ContentMismatch.Kind.TIMEOUT, broken(new InterruptedIOException()), length(LARGE * 9));
    }

    @Test
    void anErrorOfTheSinkIsThrownAsItIs() {
        WritableByteChannel full = new Sink() {
            @Override
            public int write(ByteBuffer bytes) throws IOException {
                throw new IOException("full");
            }
        };
        for (int size : new int[] {1, 9 * LARGE}) {
            RequestBodyUpload upload = upload(new ByteArrayInputStream(bytes(size)), length(size));
            assertEquals(
                    "full",
                    assertThrows(IOException.class, () -> upload.transferTo(full))
                            .getMessage());
        }
    }

    @Test
    void nothingIsReadAndNoBufferTakenBeforeTheFirstByte() {
        UploadBufferPool untouched = new UploadBufferPool(0);
        InputStream silent = broken(new InterruptedIOException("silent"));
        RequestBodyUpload upload = new RequestBodyUpload(silent, Map::of, length(5), Set.of(), untouched);
        assertEquals(OptionalLong.of(5), upload.declaredLength());
        assertThrows(ContentMismatch.class, () -> upload.transferTo(sink()));
        assertEquals(0, stored.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {UploadBufferPool.SMALL + 1, LARGE, 9 * LARGE})
    void aBodyThatStopsAfterItsFirstBytesHasTakenNoLargeBuffer(int size) {
        UploadBufferPool single = new UploadBufferPool(1);
        AtomicInteger seen = new AtomicInteger();
        InputStream stopping = new ByteArrayInputStream(bytes(1000)) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                int count = super.read(into, offset, length);
                if (count < 0) {
                    seen.set(single.acquire().capacity());
                }
                return count;
            }
        };
        RequestBodyUpload upload = new RequestBodyUpload(stopping, Map::of, length(size), Set.of(), single);
        assertThrows(ContentMismatch.class, () -> upload.transferTo(sink()));
        assertEquals(LARGE, seen.get());
    }

    @Test
    void largeBuffersTakeAnEighthOfASmallHeap() {
        UploadBufferPool pool = UploadBufferPool.forHeap(16 * LARGE);
        assertEquals(LARGE, pool.acquire().capacity());
        assertEquals(LARGE, pool.acquire().capacity());
        assertEquals(UploadBufferPool.SMALL, pool.acquire().capacity());
    }

    @Test
    void anInterruptWhileHashingIsATimeoutAndStaysSet() {
        InputStream interrupting = new ByteArrayInputStream(bytes(9 * LARGE)) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                Thread.currentThread().interrupt();
                return super.read(into, offset, length);
            }
        };
        assertMismatch(ContentMismatch.Kind.TIMEOUT, interrupting, length(9 * LARGE));
        assertTrue(Thread.interrupted());
        assertFalse(Thread.interrupted());
    }

    @Test
    void whatTheClientVouchedForIsCompared() {
        byte[] bytes = bytes(100);
        Digests others = digests(bytes(101));
        Optional<Checksum> checksum = Optional.of(others.checksums().getFirst());
        assertMismatch(
                ContentMismatch.Kind.MD5,
                new ByteArrayInputStream(bytes),
                new ContentDigests(
                        OptionalLong.of(100), Optional.of(others.md5()), Optional.empty(), Optional.empty()));
        assertMismatch(
                ContentMismatch.Kind.CHECKSUM,
                new ByteArrayInputStream(bytes),
                new ContentDigests(OptionalLong.of(100), Optional.empty(), checksum, Optional.empty()));
    }

    @Test
    void aTrailingChecksumIsComparedToo() throws IOException {
        byte[] bytes = bytes(100);
        Checksum right = digests(bytes).checksums().getFirst();
        Checksum wrong = digests(bytes(101)).checksums().getFirst();
        ContentDigests checks = new ContentDigests(
                OptionalLong.of(100), Optional.empty(), Optional.empty(), Optional.of(right.algorithm()));
        String name = "x-amz-checksum-crc32c";
        Digests found = trailed(bytes, checks, Map.of(name, right.value())).transferTo(sink());
        assertTrue(found.checksums().contains(right));
        assertKind(ContentMismatch.Kind.CHECKSUM, trailed(bytes, checks, Map.of(name, wrong.value())));
        assertKind(ContentMismatch.Kind.TRAILER_FRAMING, trailed(bytes, checks, Map.of(name, "?")));
        assertKind(ContentMismatch.Kind.TRAILER_FRAMING, trailed(bytes, checks, Map.of()));
    }

    private RequestBodyUpload trailed(byte[] bytes, ContentDigests checks, Map<String, String> trailers) {
        return new RequestBodyUpload(new ByteArrayInputStream(bytes), () -> trailers, checks, Set.of(), buffers);
    }

    private void assertMismatch(ContentMismatch.Kind kind, InputStream body, ContentDigests checks) {
        assertKind(kind, upload(body, checks));
    }

    private void assertKind(ContentMismatch.Kind kind, RequestBodyUpload upload) {
        assertEquals(
                kind,
                assertThrows(ContentMismatch.class, () -> upload.transferTo(sink()))
                        .kind());
    }

    private RequestBodyUpload upload(InputStream body, ContentDigests checks) {
        return new RequestBodyUpload(body, Map::of, checks, Set.of(ChecksumAlgorithm.CRC32C), buffers);
    }

    private WritableByteChannel sink() {
        return new Sink();
    }

    /** Unlike the channels of the JDK, does not look at interrupts. */
    private class Sink implements WritableByteChannel {
        @Override
        public int write(ByteBuffer bytes) throws IOException {
            byte[] piece = new byte[bytes.remaining()];
            bytes.get(piece);
            stored.write(piece);
            return piece.length;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    private static ContentDigests length(long length) {
        return new ContentDigests(OptionalLong.of(length), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static InputStream broken(IOException error) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw error;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                throw error;
            }
        };
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static Digests digests(byte[] bytes) {
        ContentHasher hasher = new ContentHasher(Set.of(ChecksumAlgorithm.CRC32C));
        hasher.update(ByteBuffer.wrap(bytes));
        return hasher.finish();
    }
}
