package io.geckos.storage.fs.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.ETag;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.StorageClass;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.files.FileType;
import io.geckos.storage.fs.format.ObjectMetadata;
import io.geckos.storage.fs.testkit.BucketFixture;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What listings remember is what was read, of that file and that sidecar, or nothing. */
class ListingCacheTest {
    private static final ObjectId ID = BucketFixture.id("any");
    private static final long TIME = 1_764_000_000_123_456_789L;
    private static final long SMALLEST = 64 * 8 * 32;

    private final ListingCache summaries = new ListingCache(1 << 20);

    @AfterEach
    void close() {
        summaries.close();
    }

    private static FileStatus file(int number) {
        return new FileStatus(FileType.REGULAR, number, 4096, TIME + number, TIME);
    }

    private static FileStatus sidecar(int number) {
        return new FileStatus(FileType.REGULAR, 1_000_000 + number, 150, TIME + number, TIME);
    }

    private static ETag md5(int number) {
        return new ETag("%032x".formatted(number * 0x1234_5678_9abcL));
    }

    private static ObjectMetadata entry(FileStatus file, ETag etag, List<Checksum> checksums, int parts) {
        return new ObjectMetadata(
                ObjectMetadata.Binding.of(file),
                etag,
                file.lastModified(),
                ObjectSpec.EMPTY,
                checksums,
                null,
                IntStream.rangeClosed(1, parts)
                        .mapToObj(number -> new ObjectPart(number, md5(number), 1, List.of(), Instant.EPOCH))
                        .toList());
    }

    private void put(int number) {
        summaries.put(sidecar(number), entry(file(number), md5(number), List.of(), 0));
    }

    private void tellsAll(ObjectMetadata entry) {
        summaries.put(sidecar(1), entry);
        assertEquals(entry.info(ID).summary(), summaries.get(ID, file(1), sidecar(1)));
    }

    @Test
    void everythingThatListingsSayIsKept() {
        tellsAll(entry(file(1), md5(7), List.of(), 0));
        for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
            tellsAll(entry(file(1), md5(8), List.of(Checksum.full(algorithm, new byte[algorithm.bytes()])), 0));
        }
        List<Checksum> all = List.of(ChecksumAlgorithm.values()).stream()
                .map(algorithm -> Checksum.full(algorithm, new byte[algorithm.bytes()]))
                .toList();
        tellsAll(entry(file(1), md5(9), all, 0));
        tellsAll(entry(file(1), new ETag("f".repeat(32)), List.of(), 0));
    }

    @Test
    void objectsInPartsAreKeptToo() {
        Checksum composite = new Checksum(ChecksumAlgorithm.CRC32, "AAAAAA==-2", Checksum.Type.COMPOSITE);
        tellsAll(entry(file(1), new ETag(md5(1) + "-2"), List.of(composite), 2));
        tellsAll(entry(file(1), new ETag(md5(1) + "-10000"), List.of(), ObjectPart.MAX_NUMBER));
    }

    private static ObjectMetadata entry(StorageClass storageClass, int number) {
        return new ObjectMetadata(
                ObjectMetadata.Binding.of(file(number)),
                md5(number),
                file(number).lastModified(),
                ObjectSpec.EMPTY.withStorageClass(storageClass),
                List.of(),
                null,
                List.of());
    }

    @Test
    void storageClassesAreKeptUntilThereAreTooMany() {
        tellsAll(entry(StorageClass.REDUCED_REDUNDANCY, 1));
        int numbered = 31;
        for (int i = 1; i < numbered; i++) {
            tellsAll(entry(new StorageClass("CLASS_" + i), 1));
        }
        summaries.put(sidecar(2), entry(new StorageClass("ONE_MORE"), 2));
        assertNull(summaries.get(ID, file(2), sidecar(2)));
        tellsAll(entry(StorageClass.STANDARD, 1));
        tellsAll(entry(StorageClass.REDUCED_REDUNDANCY, 1));
    }

    @Test
    void whatIsUnusualIsReadEachTime() {
        for (String etag : List.of("1-2", "x", md5(1) + "-3", md5(1) + "x", "F".repeat(32))) {
            summaries.put(sidecar(1), entry(file(1), new ETag(etag), List.of(), 2));
        }
        ObjectMetadata later = new ObjectMetadata(
                ObjectMetadata.Binding.of(file(1)),
                md5(1),
                file(1).lastModified().plusNanos(1),
                ObjectSpec.EMPTY,
                List.of(),
                null,
                List.of());
        summaries.put(sidecar(1), later);
        assertFalse(summaries.mayKnow(file(1)));
        assertNull(summaries.get(ID, file(1), sidecar(1)));
    }

    @Test
    void anotherFileOrAnotherSidecarIsNotKnown() {
        put(1);
        FileStatus file = file(1);
        FileStatus sidecar = sidecar(1);
        long inode = sidecar.inode();
        long size = sidecar.size();
        long modified = sidecar.modified();
        for (FileStatus other : List.of(
                new FileStatus(FileType.REGULAR, inode - 1, size, modified, TIME),
                new FileStatus(FileType.REGULAR, inode, size - 1, modified, TIME),
                new FileStatus(FileType.REGULAR, inode, size, modified - 1, TIME),
                new FileStatus(FileType.REGULAR, inode, size, modified, TIME - 1))) {
            assertNull(summaries.get(ID, file, other));
        }
        assertEquals(
                md5(1), Objects.requireNonNull(summaries.get(ID, file, sidecar)).etag());
        assertNull(summaries.get(ID, new FileStatus(FileType.REGULAR, 1, 4097, file.modified(), TIME), sidecar));
        assertNull(summaries.get(ID, new FileStatus(FileType.REGULAR, 1, 4096, file.modified() + 1, TIME), sidecar));
    }

    @Test
    void whatIsSaidAnewOfAFileReplacesWhatWas() {
        put(1);
        ObjectMetadata anew = entry(file(1), md5(2), List.of(), 0);
        summaries.put(sidecar(2), anew);
        assertNull(summaries.get(ID, file(1), sidecar(1)));
        assertEquals(anew.info(ID).summary(), summaries.get(ID, file(1), sidecar(2)));
    }

    @Test
    void manyAreKeptAndMoreAreNot() {
        int room = (1 << 20) / 32;
        IntStream.range(0, room / 2).forEach(this::put);
        assertTrue(known(0, room / 2) > room * 0.45);
        IntStream.range(room / 2, room * 2).forEach(this::put);
        int known = known(0, room * 2);
        assertTrue(known <= room && known > room * 0.8, known + " of " + room);
    }

    private int known(int from, int end) {
        int known = 0;
        for (int number = from; number < end; number++) {
            var summary = summaries.get(ID, file(number), sidecar(number));
            if (summary != null) {
                assertEquals(md5(number), summary.etag());
                known++;
            }
        }
        return known;
    }

    @Test
    void withoutRoomForASmallTableNothingIsKept() {
        try (ListingCache none = new ListingCache(0);
                ListingCache little = new ListingCache(SMALLEST - 1);
                ListingCache least = new ListingCache(SMALLEST)) {
            for (ListingCache these : List.of(none, little, least)) {
                these.put(sidecar(1), entry(file(1), md5(1), List.of(), 0));
            }
            assertNull(none.get(ID, file(1), sidecar(1)));
            assertNull(little.get(ID, file(1), sidecar(1)));
            assertTrue(least.mayKnow(file(1)));
        }
    }

    @Test
    void onceClosedNothingIsKnown() {
        put(1);
        summaries.close();
        put(2);
        assertFalse(summaries.mayKnow(file(1)));
        assertNull(summaries.get(ID, file(1), sidecar(1)));
        assertNull(summaries.get(ID, file(2), sidecar(2)));
    }
}
