package io.geckos.storage.fs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.multipart.PartReference;
import io.geckos.domain.multipart.UploadCompletion;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.multipart.UploadDirectories;
import io.geckos.storage.fs.testkit.SingleThreadedStorage;
import io.geckos.storage.fs.testkit.disk.AlteredFileOps;
import io.geckos.storage.fs.testkit.disk.DiskImage;
import io.geckos.storage.fs.testkit.disk.MemoryFileOps;
import io.geckos.storage.fs.testkit.disk.OrderedFileOps;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.data.Uploads;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often an object makes the engine call the file system: not once more than this. */
class FileCallCountTest {
    private static final BucketName BUCKET = new BucketName("bucket");
    private static final ObjectId ID = ObjectId.of("bucket", "dir/key");

    /** What costs no system call, or is asked of any file system anyway. */
    private static final Set<String> FREE = Set.of("root", "cachedReads", "close", "keepsOrder");

    private final TreeMap<String, Integer> calls = new TreeMap<>();
    private Storage storage;
    private int recordReads;

    @BeforeEach
    void open() throws IOException {
        open(new MemoryFileOps(new DiskImage()));
    }

    private void open(FileOps opened) throws IOException {
        FileOps files = AlteredFileOps.of(opened, (method, arguments, real) -> {
            if (method.equals("open") && UploadDirectories.RECORD.equals(arguments[1])) {
                recordReads++;
            }
            if (!FREE.contains(method)) {
                calls.merge(method, 1, Integer::sum);
            }
            return real.call(arguments);
        });
        storage = SingleThreadedStorage.on(files, 0);
        storage.buckets().create(BUCKET, TestBucket.OWNER, Optional.empty());
        put("first");
        read();
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void ofAnObjectThatIsNew() throws IOException {
        delete();
        put("0");
        delete();
        calls.clear();
        put("1");
        assertEquals(
                "{beginSync=1, create=2, isInPlace=1, mkdir=1, openDir=9, rename=2, "
                        + "setModified=2, space=1, stat=12, sync=5, write=2}",
                calls.toString());
    }

    @Test
    void ofAnObjectThatReplacesAnother() throws IOException {
        calls.clear();
        put("2");
        assertEquals(
                "{beginSync=1, create=2, isInPlace=1, openDir=3, rename=2, setModified=2, "
                        + "space=1, stat=7, sync=4, write=2}",
                calls.toString());
    }

    /** The directory is not synced between the two moves. */
    @Test
    void ofAnObjectThatReplacesAnotherWhereAJournalKeepsTheOrder() throws IOException {
        close();
        open(new OrderedFileOps(new MemoryFileOps(new DiskImage())));
        calls.clear();
        put("2");
        assertEquals(
                "{beginSync=1, create=2, isInPlace=1, openDir=3, rename=2, setModified=2, "
                        + "space=1, stat=6, sync=3, write=2}",
                calls.toString());
    }

    @Test
    void ofAnObjectThatIsRead() throws IOException {
        calls.clear();
        assertEquals("first", read());
        assertEquals("{open=1, openDir=1, readCached=1, stat=2}", calls.toString());
    }

    @Test
    void ofAnObjectThatIsDeleted() {
        calls.clear();
        delete();
        assertEquals("{isInPlace=3, openDir=4, rmdir=1, stat=4, sync=1, unlink=2}", calls.toString());
    }

    @Test
    void ofAnObjectThatIsNewInADirectoryThatIsThere() throws IOException {
        delete();
        putOther();
        calls.clear();
        put("1");
        assertEquals(
                "{beginSync=1, create=2, isInPlace=1, openDir=3, rename=2, setModified=2, "
                        + "space=1, stat=8, sync=4, write=2}",
                calls.toString());
    }

    /** Looks once for the directory of the key's versions, and does nothing more. */
    @Test
    void ofAnObjectThatIsNewWhereVersionsAreKept() throws IOException {
        delete();
        storage.buckets().setVersioning(BUCKET, VersioningStatus.ENABLED);
        putOther();
        calls.clear();
        put("1");
        assertEquals(
                "{beginSync=1, create=2, isInPlace=1, openDir=4, rename=2, setModified=2, "
                        + "space=1, stat=8, sync=4, write=2}",
                calls.toString());
    }

    private void putOther() {
        ObjectId other = ObjectId.of("bucket", "dir/other");
        storage.objects().put(other, ObjectSpec.EMPTY, Uploads.of("0"), WriteCondition.ALWAYS);
    }

    /** Nobody changes the record while a completion holds the lock of the upload. */
    @Test
    void completionReadsTheRecordOfItsUploadOnce() {
        UploadId upload =
                storage.uploads().begin(ID, ObjectSpec.EMPTY, Optional.empty()).id();
        ObjectPart part = storage.uploads().putPart(upload, 1, Uploads.of("part"));
        List<PartReference> parts = List.of(new PartReference(1, part.etag(), List.of()));
        recordReads = 0;
        storage.uploads()
                .complete(
                        upload,
                        new UploadCompletion(parts, 0, Optional.empty(), OptionalLong.empty(), WriteCondition.ALWAYS));
        assertEquals(1, recordReads);
    }

    @Test
    void ofTheSettingsOfABucketThatWasSeenBefore() {
        calls.clear();
        assertEquals(Map.of(), storage.buckets().settings(BUCKET));
        storage.buckets().putSetting(BUCKET, BucketSetting.QUOTA, "{}");
        storage.objects().stat(ID, Version.LATEST);
        calls.clear();
        assertEquals(Map.of(BucketSetting.QUOTA, "{}"), storage.buckets().settings(BUCKET));
        assertEquals("{}", calls.toString());
    }

    private void put(String content) {
        storage.objects().put(ID, ObjectSpec.EMPTY, Uploads.of(content), WriteCondition.ALWAYS);
    }

    private String read() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (StoredObject object = storage.objects().open(ID, Version.LATEST)) {
            object.transferTo(ByteSpan.whole(object.info().size()), Channels.newChannel(bytes));
        }
        return bytes.toString(UTF_8);
    }

    private void delete() {
        storage.objects().delete(BUCKET, List.of(new DeleteTarget(ID.key(), Version.LATEST, WriteCondition.ALWAYS)));
    }
}
