package io.geckos.storage.fs.multipart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.multipart.MultipartStore;
import io.geckos.domain.multipart.UploadEntry;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.ForwardingFileOps;
import io.geckos.storage.fs.testkit.SingleThreadedStorage;
import io.geckos.storage.fs.testkit.call.StorageCall;
import io.geckos.storage.fs.testkit.disk.DiskImage;
import io.geckos.storage.fs.testkit.disk.MemoryFileOps;
import io.geckos.storage.testkit.data.TestBucket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Uploads that begin while those of a bucket are read for the first time. */
class UploadIndexTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final List<Runnable> meanwhile = new ArrayList<>();
    private final FileOps files = new ForwardingFileOps(new MemoryFileOps(new DiskImage())) {
        @Override
        public @Nullable FileHandle open(DirectoryHandle dir, String name) throws FileFault {
            if (name.equals(UploadDirectories.RECORD) && !meanwhile.isEmpty()) {
                meanwhile.removeFirst().run();
            }
            return super.open(dir, name);
        }
    };

    @Test
    void doNotWaitAndAreListed() throws Exception {
        try (Storage storage = SingleThreadedStorage.on(files, 0)) {
            TestBucket.create(storage.buckets(), StorageCall.BUCKET);
            begin(storage.uploads(), "a");
            begin(storage.uploads(), "c");
            Thread other = Thread.ofPlatform().unstarted(() -> begin(storage.uploads(), "b"));
            List<Boolean> waiting = new ArrayList<>();
            meanwhile.add(() -> {
                other.start();
                waiting.add(!ends(other));
            });
            assertEquals(3, list(storage.uploads()));
            assertEquals(List.of(false), waiting);
            other.join();
            assertEquals(3, list(storage.uploads()));
        }
    }

    /** Six million bytes of keys: a part of them is known at a time. */
    @Test
    void thatDoNotFitIntoTheMemoryAreListedInOrder() throws FileFault {
        try (Storage storage = SingleThreadedStorage.on(files, 0)) {
            TestBucket.create(storage.buckets(), StorageCall.BUCKET);
            List<String> keys = IntStream.range(0, 6_000)
                    .mapToObj(number -> "%04d".formatted(number) + "k".repeat(1_000))
                    .collect(Collectors.toCollection(ArrayList::new));
            List<String> shuffled = new ArrayList<>(keys);
            Collections.shuffle(shuffled, new Random(1));
            shuffled.forEach(key -> begin(storage.uploads(), key));
            List<String> listed = new ArrayList<>();
            @Nullable ListStart from = ListStart.START;
            while (from != null) {
                ListPage<UploadEntry> page = storage.uploads()
                        .listUploads(StorageCall.BUCKET, new ListQuery("", Optional.empty(), from, 1_000));
                page.items().forEach(it -> listed.add(key(it)));
                // Between two pages, one that is not known and one that has been listed.
                String behind = "%04d+".formatted(listed.size() + 900);
                if (listed.size() < 5_000) {
                    begin(storage.uploads(), behind);
                    keys.add(behind);
                    begin(storage.uploads(), "0000");
                }
                from = page.next().<ListStart>map(ListStart.Cursor::new).orElse(null);
            }
            assertEquals(keys.stream().sorted().toList(), listed);
        }
    }

    private static String key(UploadEntry entry) {
        return ((UploadEntry.Found) entry).info().id().object().key().value();
    }

    private static boolean ends(Thread thread) {
        try {
            return thread.join(LONG);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void begin(MultipartStore uploads, String key) {
        var _ = uploads.begin(StorageCall.id(key), ObjectSpec.EMPTY, Optional.empty());
    }

    private static int list(MultipartStore uploads) {
        ListQuery query = new ListQuery("", Optional.empty(), ListStart.START, 10);
        return uploads.listUploads(StorageCall.BUCKET, query).items().size();
    }
}
