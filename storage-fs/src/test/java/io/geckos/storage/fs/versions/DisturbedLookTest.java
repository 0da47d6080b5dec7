package io.geckos.storage.fs.versions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.VersionEntry;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.files.ForwardingFileOps;
import io.geckos.storage.fs.testkit.SingleThreadedStorage;
import io.geckos.storage.fs.testkit.disk.DiskImage;
import io.geckos.storage.fs.testkit.disk.MemoryFileOps;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.data.Uploads;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Looks at a key whose directory is removed and made anew by changes that come in between. */
class DisturbedLookTest {
    private static final BucketName BUCKET = new BucketName("bucket");
    private static final ObjectKey KEY = new ObjectKey("a/b");
    private static final ObjectId ID = new ObjectId(BUCKET, KEY);

    private final Disturbed files = new Disturbed();
    private Storage storage;

    /** Runs something once, just before somebody looks for the file of the key. */
    private static final class Disturbed extends ForwardingFileOps {
        private Runnable disturbance = () -> {};

        Disturbed() {
            super(new MemoryFileOps(new DiskImage()));
        }

        @Override
        public @Nullable FileStatus stat(DirectoryHandle dir, String name) throws FileFault {
            if (name.equals("b")) {
                Runnable once = disturbance;
                disturbance = () -> {};
                once.run();
            }
            return super.stat(dir, name);
        }
    }

    @BeforeEach
    void open() throws FileFault {
        storage = SingleThreadedStorage.on(files, 1);
        TestBucket.create(storage.buckets(), BUCKET);
        storage.buckets().setVersioning(BUCKET, VersioningStatus.ENABLED);
        put("older");
        storage.buckets().setVersioning(BUCKET, VersioningStatus.SUSPENDED);
        put("null");
        files.disturbance = () -> {
            hide();
            put("again");
        };
    }

    private void put(String body) {
        storage.objects().put(ID, ObjectSpec.EMPTY, Uploads.of(body), WriteCondition.ALWAYS);
    }

    private void hide() {
        DeleteTarget target = new DeleteTarget(KEY, Version.LATEST, WriteCondition.ALWAYS);
        var _ = storage.objects().delete(BUCKET, List.of(target));
    }

    @Test
    void aListingShowsNoDeleteMarkerThatNobodyMade() {
        List<Boolean> markers = storage
                .objects()
                .listVersions(BUCKET, new ListQuery("", Optional.empty(), ListStart.START, 10))
                .items()
                .stream()
                .map(VersionEntry.DeleteMarker.class::isInstance)
                .toList();
        assertEquals(List.of(false, false), markers);
    }

    @Test
    void theObjectIsFound() {
        assertEquals(5, storage.objects().stat(ID, Version.LATEST).size());
    }
}
