package io.geckos.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.checksum.ContentHasher;
import io.geckos.domain.checksum.Digests;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.object.ObjectUpload;
import io.geckos.domain.object.Seal;
import io.geckos.domain.sealing.SealException;
import io.geckos.domain.sealing.SealKey;
import io.geckos.domain.sealing.SealedContent;
import io.geckos.domain.sealing.SealedContent.Segment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalSealerTest {
    private static final int CHUNK = 64 << 10;
    private static final byte[] FIRST = bytes(32, 0);
    private static final byte[] SECOND = bytes(32, 1);
    private static final MasterKeys KEYS = keys("first", FIRST, "second", SECOND);
    private static final SealKey NEWEST = SealKey.Master.NEWEST;
    private static final SealKey CUSTOMER = new SealKey.Customer(bytes(32, 7));

    private final LocalSealer sealer = new LocalSealer(KEYS);

    static byte[] bytes(int length, int seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static MasterKeys keys(String one, byte[] ones, String two, byte[] twos) {
        Base64.Encoder base64 = Base64.getEncoder();
        return MasterKeys.parse("# the newest first\n" + one + ":" + base64.encodeToString(ones) + "\n" + two + ":"
                + base64.encodeToString(twos));
    }

    private static final class Plain implements ObjectUpload {
        private final byte[] bytes;

        Plain(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public OptionalLong declaredLength() {
            return OptionalLong.of(bytes.length);
        }

        @Override
        public Digests transferTo(WritableByteChannel sink) throws IOException {
            ContentHasher hasher = new ContentHasher(Set.of());
            for (int at = 0; at < bytes.length; at += 50_000) {
                ByteBuffer piece = ByteBuffer.wrap(bytes, at, Math.min(50_000, bytes.length - at));
                hasher.update(piece);
                sink.write(piece);
            }
            return hasher.finish();
        }
    }

    private byte[] sealed(Seal seal, SealKey key, byte[]... segments) throws IOException {
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        int part = segments.length == 1 ? Segment.WHOLE : 1;
        for (byte[] segment : segments) {
            ObjectUpload upload = sealer.seal(new Plain(segment), seal, key, part++);
            int before = stored.size();
            assertEquals(
                    segment.length,
                    upload.transferTo(Channels.newChannel(stored)).size());
            assertEquals(upload.declaredLength().orElseThrow(), stored.size() - before);
            assertEquals(sealer.sealedSize(segment.length), stored.size() - before);
        }
        return stored.toByteArray();
    }

    static byte[] opened(SealedContent content, byte[] stored, List<Segment> segments, ByteSpan span)
            throws IOException {
        return opened(content, stored, segments, span, new ArrayList<>());
    }

    private static byte[] opened(
            SealedContent content, byte[] stored, List<Segment> segments, ByteSpan span, List<ByteSpan> read)
            throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        SealedContent.Source source = (wanted, sink) -> {
            read.add(wanted);
            int to = (int) Math.min(stored.length, wanted.end());
            sink.write(ByteBuffer.wrap(Arrays.copyOfRange(stored, (int) Math.min(to, wanted.offset()), to)));
        };
        content.transferTo(source, segments, span, Channels.newChannel(plain));
        return plain.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + 5})
    void sealedBytesOpenWithTheirKey(int size) throws IOException {
        byte[] plain = bytes(size, 3);
        for (SealKey key : List.of(NEWEST, CUSTOMER)) {
            Seal seal = sealer.newSeal(key);
            byte[] stored = sealed(seal, key, plain);
            assertArrayEquals(
                    plain, opened(sealer.open(seal, key), stored, List.of(Segment.whole(size)), ByteSpan.whole(size)));
        }
    }

    private static List<Segment> parts(byte[]... parts) {
        return IntStream.range(0, parts.length)
                .mapToObj(i -> new Segment(i + 1, parts[i].length))
                .toList();
    }

    @Test
    void spansCrossChunksAndSegments() throws IOException {
        byte[][] parts = {bytes(CHUNK + 10, 1), {}, bytes(5, 2), bytes(2 * CHUNK, 3)};
        List<Segment> segments = parts(parts);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        Seal seal = sealer.newSeal(NEWEST);
        byte[] stored = sealed(seal, NEWEST, parts);
        SealedContent content = sealer.open(seal, NEWEST);
        for (int from : new int[] {0, 1, CHUNK - 1, CHUNK, CHUNK + 9, CHUNK + 12, 2 * CHUNK}) {
            for (int length : new int[] {0, 1, 20, CHUNK, CHUNK + 1}) {
                assertArrayEquals(
                        Arrays.copyOfRange(all.toByteArray(), from, from + length),
                        opened(content, stored, segments, new ByteSpan(from, length)));
            }
        }
    }

    @Test
    void oneByteReadsOneChunk() throws IOException {
        Seal seal = sealer.newSeal(NEWEST);
        byte[] stored = sealed(seal, NEWEST, bytes(5 * CHUNK, 3));
        List<ByteSpan> read = new ArrayList<>();
        opened(
                sealer.open(seal, NEWEST),
                stored,
                List.of(Segment.whole(5L * CHUNK)),
                new ByteSpan(3 * CHUNK + 7, 1),
                read);
        assertEquals(List.of(new ByteSpan(0, 32), new ByteSpan(32 + 3 * (CHUNK + 16), CHUNK + 16)), read);
    }

    @Test
    void everyChangedBitOfASmallObjectIsNoticed() throws IOException {
        Seal seal = sealer.newSeal(NEWEST);
        byte[] stored = sealed(seal, NEWEST, "hello".getBytes(UTF_8));
        SealedContent content = sealer.open(seal, NEWEST);
        for (int i = 0; i < stored.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = stored.clone();
                changed[i] ^= (byte) (1 << bit);
                assertThrows(
                        SealException.Damaged.class,
                        () -> opened(content, changed, List.of(Segment.whole(5)), ByteSpan.whole(5)),
                        "byte " + i);
            }
        }
    }

    @Test
    void chunksThatWereCutOffOrMovedAreNoticed() throws IOException {
        Seal seal = sealer.newSeal(NEWEST);
        SealedContent content = sealer.open(seal, NEWEST);
        byte[] stored = sealed(seal, NEWEST, bytes(2 * CHUNK, 3));
        int chunk = CHUNK + 16;
        byte[] cut = Arrays.copyOf(stored, 32 + chunk);
        assertThrows(
                SealException.Damaged.class,
                () -> opened(content, cut, List.of(Segment.whole(CHUNK)), ByteSpan.whole(CHUNK)));
        byte[] swapped = stored.clone();
        System.arraycopy(stored, 32, swapped, 32 + chunk, chunk);
        System.arraycopy(stored, 32 + chunk, swapped, 32, chunk);
        assertThrows(
                SealException.Damaged.class,
                () -> opened(content, swapped, List.of(Segment.whole(2L * CHUNK)), ByteSpan.whole(2 * CHUNK)));
        byte[] other = sealed(seal, NEWEST, bytes(2 * CHUNK, 3));
        byte[] mixed = stored.clone();
        System.arraycopy(other, 32, mixed, 32, chunk);
        assertThrows(
                SealException.Damaged.class,
                () -> opened(content, mixed, List.of(Segment.whole(2L * CHUNK)), ByteSpan.whole(2 * CHUNK)));
        byte[] emptied = sealed(seal, NEWEST, new byte[0]);
        emptied[40] ^= 1;
        assertThrows(
                SealException.Damaged.class,
                () -> opened(content, emptied, List.of(Segment.whole(0)), ByteSpan.whole(0)));
    }

    @Test
    void partsOfOneSizeThatChangedPlacesAreNoticed() throws IOException {
        Seal seal = sealer.newSeal(NEWEST);
        SealedContent content = sealer.open(seal, NEWEST);
        byte[][] parts = {bytes(CHUNK + 9, 1), bytes(CHUNK + 9, 2)};
        byte[] stored = sealed(seal, NEWEST, parts);
        int half = stored.length / 2;
        byte[] swapped = Arrays.copyOfRange(stored, half, 3 * half);
        System.arraycopy(stored, 0, swapped, half, half);
        for (ByteSpan span : List.of(new ByteSpan(5, 1), new ByteSpan(2 * CHUNK, 1), ByteSpan.whole(2 * CHUNK + 18))) {
            assertThrows(SealException.Damaged.class, () -> opened(content, swapped, parts(parts), span));
        }
        byte[] first = Arrays.copyOf(stored, half);
        for (Segment other : List.of(Segment.whole(CHUNK + 9), new Segment(2, CHUNK + 9))) {
            assertThrows(
                    SealException.Damaged.class, () -> opened(content, first, List.of(other), ByteSpan.whole(CHUNK)));
        }
    }

    @Test
    void equalBytesAreSealedDifferentlyEachTime() throws IOException {
        Seal seal = sealer.newSeal(NEWEST);
        byte[] plain = bytes(100, 3);
        assertFalse(Arrays.equals(sealed(seal, NEWEST, plain), sealed(seal, NEWEST, plain)));
    }

    @Test
    void sealedBytesAreWrittenInWholeBlocks() throws IOException {
        List<Integer> writes = new ArrayList<>();
        WritableByteChannel sink = new WritableByteChannel() {
            @Override
            public int write(ByteBuffer bytes) {
                writes.add(bytes.remaining());
                bytes.position(bytes.limit());
                return writes.getLast();
            }

            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public void close() {}
        };
        int size = 3 * CHUNK + 5;
        sealer.seal(new Plain(bytes(size, 3)), sealer.newSeal(NEWEST), NEWEST, Segment.WHOLE)
                .transferTo(sink);
        assertEquals(
                sealer.sealedSize(size),
                writes.stream().mapToInt(Integer::intValue).sum());
        writes.removeLast();
        assertEquals(List.of(CHUNK, CHUNK, CHUNK), writes);
    }

    private Digests digests(Seal seal, SealKey key) throws IOException {
        return sealer.seal(new Plain(bytes(100, 3)), seal, key, Segment.WHOLE)
                .transferTo(Channels.newChannel(new ByteArrayOutputStream()));
    }

    @Test
    void onlyWithAKeyOfTheServerTheTagIsTheMd5() throws IOException {
        Digests plain = new Plain(bytes(100, 3)).transferTo(Channels.newChannel(new ByteArrayOutputStream()));
        assertEquals(plain, digests(sealer.newSeal(NEWEST), NEWEST));
        SealKey named = new SealKey.Master(Optional.of("second"), Map.of());
        for (SealKey key : List.of(CUSTOMER, named)) {
            Seal seal = sealer.newSeal(key);
            Digests sealed = digests(seal, key);
            assertEquals(sealed, digests(seal, key), "the tag is that of the bytes and the data key");
            assertNotEquals(plain.md5(), sealed.md5());
            assertNotEquals(sealed.md5(), digests(sealer.newSeal(key), key).md5());
        }
    }

    @Test
    void withoutMasterKeysOnlyKeysOfClientsSeal() throws IOException {
        LocalSealer without = new LocalSealer(MasterKeys.NONE);
        assertThrows(IllegalStateException.class, () -> without.newSeal(NEWEST));
        assertThrows(SealException.UnknownKey.class, () -> without.open(sealer.newSeal(NEWEST), NEWEST));
        Seal seal = without.newSeal(CUSTOMER);
        byte[] stored = sealed(seal, CUSTOMER, bytes(9, 1));
        assertArrayEquals(
                bytes(9, 1),
                opened(without.open(seal, CUSTOMER), stored, List.of(Segment.whole(9)), new ByteSpan(0, 9)));
    }

    @Test
    void otherKeysDoNotOpen() {
        Seal mine = sealer.newSeal(CUSTOMER);
        assertThrows(SealException.WrongKey.class, () -> sealer.open(mine, new SealKey.Customer(bytes(32, 8))));
        assertThrows(SealException.WrongKey.class, () -> sealer.open(mine, NEWEST));
        Seal servers = sealer.newSeal(NEWEST);
        assertThrows(SealException.WrongKey.class, () -> sealer.open(servers, CUSTOMER));
        LocalSealer elsewhere = new LocalSealer(keys("first", SECOND, "third", FIRST));
        assertThrows(SealException.WrongKey.class, () -> elsewhere.open(servers, NEWEST));
        LocalSealer without = new LocalSealer(keys("fourth", FIRST, "third", FIRST));
        assertEquals(
                "there is no master key named first",
                assertThrows(SealException.UnknownKey.class, () -> without.open(servers, NEWEST))
                        .getMessage());
    }

    @Test
    void changedSealDoesNotOpen() {
        Seal seal = sealer.newSeal(NEWEST);
        for (String field : List.of("format", "salt", "wrapped")) {
            for (String value : List.of("", "?", "AAAA")) {
                Map<String, String> changed = new HashMap<>(seal.fields());
                changed.put(field, value);
                assertThrows(
                        SealException.WrongKey.class, () -> sealer.open(new Seal(seal.kind(), changed), NEWEST), field);
            }
        }
        assertThrows(
                SealException.WrongKey.class, () -> sealer.open(new Seal(Seal.Kind.SSE_KMS, seal.fields()), NEWEST));
    }

    @Test
    void contextBindsTheSeal() {
        SealKey key = new SealKey.Master(Optional.of("second"), Map.of("tenant", "a", "app", "b"));
        Seal seal = sealer.newSeal(key);
        assertEquals(Seal.Kind.SSE_KMS, seal.kind());
        sealer.open(seal, key);
        SealKey other = new SealKey.Master(Optional.of("second"), Map.of("tenant", "a"));
        assertThrows(SealException.WrongKey.class, () -> sealer.open(seal, other));
        SealKey unknown = new SealKey.Master(Optional.of("other"), Map.of());
        assertThrows(SealException.UnknownKey.class, () -> sealer.newSeal(unknown));
    }

    @Test
    void rewrappedSealOpensTheSameBytes() throws IOException {
        LocalSealer old = new LocalSealer(keys("second", SECOND, "first", FIRST));
        Seal before = old.newSeal(NEWEST);
        byte[] stored = sealed(before, NEWEST, "hello".getBytes(UTF_8));
        assertFalse(sealer.isCurrent(before));
        Seal after = sealer.rewrap(before, NEWEST, NEWEST);
        assertTrue(sealer.isCurrent(after));
        assertNotEquals(before, after);
        assertArrayEquals(
                "hello".getBytes(UTF_8),
                opened(sealer.open(after, NEWEST), stored, List.of(Segment.whole(5)), ByteSpan.whole(5)));
        Seal customers = sealer.rewrap(after, NEWEST, CUSTOMER);
        assertArrayEquals(
                "hello".getBytes(UTF_8),
                opened(sealer.open(customers, CUSTOMER), stored, List.of(Segment.whole(5)), ByteSpan.whole(5)));
        assertTrue(sealer.isCurrent(customers));
    }
}
