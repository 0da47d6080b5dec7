package io.geckos.storage.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.checksum.ETag;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteOutcome;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.ObjectUpload;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.testkit.BucketFixture;
import io.geckos.storage.fs.testkit.DirectoryContents;
import io.geckos.storage.fs.testkit.SmallDisk;
import io.geckos.storage.fs.testkit.TemporaryDataDirectories;
import io.geckos.storage.fs.testkit.disk.AlteredFileOps;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.volume.DataDirectoryLock;
import io.geckos.storage.fs.volume.Durability;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.data.Uploads;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A disk that is full, or may not be written, refuses only what needs it, and only until it is not. */
class FullDiskTest {
    private static final int MIB = 1 << 20;

    @Test
    void aFullDiskRefusesBytesAndNothingElse() throws Exception {
        try (SmallDisk disk = new SmallDisk();
                Storage storage = disk.open()) {
            TestBucket.create(storage.buckets(), BucketFixture.NAME);
            assertThrows(
                    StorageException.OutOfSpace.class,
                    () -> put(storage, "early", Uploads.untouchable(SmallDisk.SIZE)));
            ETag first = put(storage, "0", Uploads.ofUnknownLength(new byte[MIB]));
            int stored = 1;
            while (fits(storage, String.valueOf(stored))) {
                stored++;
            }
            assertTrue(stored > 3 && stored <= SmallDisk.SIZE / MIB, () -> "unlikely many objects");
            assertEquals(List.of(), DirectoryContents.staged(disk.data()));
            assertEquals(stored, keys(storage));
            assertThrows(
                    StorageException.OutOfSpace.class,
                    () -> put(storage, "0", Uploads.ofUnknownLength(new byte[2 * MIB])));
            assertEquals(
                    first,
                    storage.objects()
                            .stat(BucketFixture.id("0"), Version.LATEST)
                            .etag());
            delete(storage, "1", "2");
            assertEquals(stored - 2, keys(storage));
            put(storage, "again", Uploads.ofUnknownLength(new byte[MIB]));
            storage.check();
        }
    }

    @Test
    void aReadOnlyFileSystemIsReadAndServesInFullOnceItIsNot() throws Exception {
        try (TemporaryDataDirectories dirs = new TemporaryDataDirectories()) {
            boolean[] readOnly = new boolean[1];
            FsSettings settings = FsSettings.of(Map.of("data-dir", dirs.next().toString()));
            FileOps files =
                    AlteredFileOps.of(FsStorageProvider.files(settings), (method, arguments, real) -> switch (method) {
                        case "create", "mkdir", "rename", "unlink", "rmdir" -> {
                            if (readOnly[0]) {
                                throw new FileFault(Errno.EROFS, method, "");
                            }
                            yield real.call(arguments);
                        }
                        default -> real.call(arguments);
                    });
            DataDirectoryLock lock = DataDirectoryLock.take(settings.dataDir().resolve(DataDirectoryLock.NAME));
            try (Storage storage =
                    new FsStorage(new DataDirectory(files, Durability.STRICT, 0), lock, settings).start()) {
                TestBucket.create(storage.buckets(), BucketFixture.NAME);
                ETag etag = put(storage, "a", Uploads.of("1"));
                readOnly[0] = true;
                assertThrows(StorageException.Unavailable.class, () -> put(storage, "b", Uploads.of("1")));
                assertThrows(StorageException.Unavailable.class, storage::check);
                assertEquals(
                        etag,
                        storage.objects()
                                .stat(BucketFixture.id("a"), Version.LATEST)
                                .etag());
                assertEquals(1, keys(storage));
                readOnly[0] = false;
                storage.check();
                put(storage, "b", Uploads.of("1"));
                delete(storage, "a");
                assertEquals(1, keys(storage));
            }
        }
    }

    private static boolean fits(Storage storage, String key) {
        try {
            put(storage, key, Uploads.ofUnknownLength(new byte[MIB]));
            return true;
        } catch (StorageException.OutOfSpace _) {
            return false;
        }
    }

    private static ETag put(Storage storage, String key, ObjectUpload upload) {
        return storage.objects()
                .put(BucketFixture.id(key), ObjectSpec.EMPTY, upload, WriteCondition.ALWAYS)
                .etag();
    }

    private static void delete(Storage storage, String... keys) {
        List<DeleteTarget> targets = List.of(keys).stream()
                .map(key -> new DeleteTarget(new ObjectKey(key), Version.LATEST, WriteCondition.ALWAYS))
                .toList();
        for (DeleteOutcome outcome : storage.objects().delete(BucketFixture.NAME, targets)) {
            assertTrue(outcome instanceof DeleteOutcome.Deleted, outcome::toString);
        }
    }

    private static int keys(Storage storage) {
        return storage.objects()
                .list(BucketFixture.NAME, new ListQuery("", Optional.empty(), ListStart.START, 1000))
                .items()
                .size();
    }
}
