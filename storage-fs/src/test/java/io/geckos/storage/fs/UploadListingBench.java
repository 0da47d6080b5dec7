package io.geckos.storage.fs;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.multipart.UploadEntry;
import io.geckos.domain.multipart.UploadInfo;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.storage.fs.files.InternalPaths;
import io.geckos.storage.fs.format.UploadRecord;
import io.geckos.storage.fs.multipart.UploadDirectories;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Measures how long pages of uploads under way take, where there are many in one bucket. {@code docs/benchmarks.md} says
 * how to run it.
 */
final class UploadListingBench {
    private static final BucketName BUCKET = new BucketName("upload-bench");
    private static final int PAGE = 1000;
    private static final int ROUNDS = 101;

    private final PrintStream out = System.out;
    private final Storage storage;
    private final int count;

    private UploadListingBench(Storage storage, int count) {
        this.storage = storage;
        this.count = count;
    }

    /** Arguments: data directory, how many uploads. What is there already is taken as it is. */
    public static void main(String... args) throws IOException {
        Path data = Path.of(args[0]);
        int count = Integer.parseInt(args[1]);
        if (!Files.exists(data)) {
            make(data, count);
        }
        Map<String, String> settings =
                Map.of("data-dir", data.toString(), "adopt-rate", "0", "housekeeping-interval", "0s");
        try (Storage storage = new FsStorageProvider().open(settings)) {
            new UploadListingBench(storage, count).measure();
        }
    }

    private static String key(int i) {
        return "dir-%03d/object-%07d".formatted(i % 1000, i);
    }

    private static void make(Path data, int count) throws IOException {
        Files.createDirectories(data.resolve(BUCKET.value()));
        Path uploads = data.resolve(InternalPaths.ROOT)
                .resolve(InternalPaths.BUCKETS)
                .resolve(BUCKET.value())
                .resolve(UploadDirectories.UPLOADS);
        for (int i = 0; i < count; i++) {
            // In no order of their keys.
            String id = "%032x".formatted(i * 7_368_787L);
            UploadId upload = new UploadId(new ObjectId(BUCKET, new ObjectKey(key(i))), id);
            UploadInfo info =
                    new UploadInfo(upload, ObjectSpec.EMPTY, Optional.empty(), Instant.EPOCH, Optional.empty());
            Path dir = Files.createDirectories(uploads.resolve(id));
            Files.write(dir.resolve(UploadDirectories.RECORD), UploadRecord.write(info));
        }
    }

    private void measure() {
        long began = System.nanoTime();
        page(Optional.empty(), ListStart.START);
        print("first page", began);
        began = System.nanoTime();
        int listed = all();
        print("all " + listed + " uploads, page by page", began);
        if (listed != count) {
            throw new IllegalStateException("listed " + listed + " uploads of " + count);
        }
        Random random = new Random(1);
        double[] millis = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            ListStart from = new ListStart.After(key(random.nextInt(count)));
            long start = System.nanoTime();
            page(Optional.empty(), from);
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        out.printf("%-45s %10.2f ms median, %.2f least%n", "a page behind a random key", millis[ROUNDS / 2], millis[0]);
        began = System.nanoTime();
        page(Optional.of("/"), ListStart.START);
        print("a page with delimiter", began);
    }

    private int all() {
        int listed = 0;
        Optional<ListStart> from = Optional.of(ListStart.START);
        while (from.isPresent()) {
            ListPage<UploadEntry> page = page(Optional.empty(), from.get());
            listed += page.items().size();
            from = page.next().map(ListStart.Cursor::new);
        }
        return listed;
    }

    private ListPage<UploadEntry> page(Optional<String> delimiter, ListStart from) {
        return storage.uploads().listUploads(BUCKET, new ListQuery("", delimiter, from, PAGE));
    }

    private void print(String what, long began) {
        out.printf("%-45s %10.2f ms%n", what, (System.nanoTime() - began) / 1e6);
    }
}
