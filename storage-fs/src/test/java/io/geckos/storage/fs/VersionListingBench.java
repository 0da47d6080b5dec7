package io.geckos.storage.fs;

import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.listing.ListPage;
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
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.data.Uploads;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Measures one key with many versions: pages of them, overwriting it, and removing them, each alone and a thousand at a time.
 * {@code docs/benchmarks.md} says how to run it.
 */
final class VersionListingBench {
    private static final BucketName BUCKET = new BucketName("version-bench");
    private static final ObjectId ID = new ObjectId(BUCKET, new ObjectKey("dir/key"));
    private static final int PAGE = 1000;
    private static final int ROUNDS = 101;

    private final PrintStream out = System.out;
    private final Storage storage;
    private final int count;

    private VersionListingBench(Storage storage, int count) {
        this.storage = storage;
        this.count = count;
    }

    /** Arguments: data directory, how many versions. What is there already is taken as it is. */
    public static void main(String... args) {
        Path data = Path.of(args[0]);
        boolean made = Files.exists(data);
        Map<String, String> settings = Map.of(
                "data-dir", data.toString(), "durability", "relaxed", "adopt-rate", "0", "housekeeping-interval", "0s");
        try (Storage storage = new FsStorageProvider().open(settings)) {
            VersionListingBench bench = new VersionListingBench(storage, Integer.parseInt(args[1]));
            if (!made) {
                bench.make();
            }
            bench.measure();
        }
    }

    private void make() {
        TestBucket.create(storage.buckets(), BUCKET);
        storage.buckets().setVersioning(BUCKET, VersioningStatus.ENABLED);
        long began = System.nanoTime();
        for (int i = 0; i < count; i++) {
            put();
        }
        print("made " + count + " versions", began);
    }

    private void put() {
        storage.objects().put(ID, ObjectSpec.EMPTY, Uploads.of("x"), WriteCondition.ALWAYS);
    }

    private void measure() {
        long began = System.nanoTime();
        page(ListStart.START);
        print("first page", began);
        began = System.nanoTime();
        List<Version.Named> versions = all();
        print("all " + versions.size() + " versions, page by page", began);
        Random random = new Random(1);
        median(
                "a page behind a random version",
                () -> page(new ListStart.AfterVersion(
                        ID.key().value(), Optional.of(versions.get(random.nextInt(versions.size()))))));
        median("an overwrite", this::put);
        median("an overwrite, and a page behind it", () -> {
            put();
            page(ListStart.START);
        });
        int[] next = {0};
        median("removing one version", () -> remove(versions.subList(next[0], ++next[0])));
        began = System.nanoTime();
        remove(versions.subList(next[0], Math.min(versions.size(), next[0] + PAGE)));
        print("removing 1,000 versions in one request", began);
    }

    private void remove(List<Version.Named> versions) {
        List<DeleteTarget> targets = versions.stream()
                .map(version -> new DeleteTarget(ID.key(), version, WriteCondition.ALWAYS))
                .toList();
        storage.objects().delete(BUCKET, targets);
    }

    private List<Version.Named> all() {
        List<Version.Named> versions = new ArrayList<>();
        Optional<ListStart> from = Optional.of(ListStart.START);
        while (from.isPresent()) {
            ListPage<VersionEntry> page = page(from.get());
            for (VersionEntry entry : page.items()) {
                versions.add(((VersionEntry.Stored) entry).version());
            }
            from = page.next().map(ListStart.Cursor::new);
        }
        return versions;
    }

    private ListPage<VersionEntry> page(ListStart from) {
        return storage.objects().listVersions(BUCKET, new ListQuery("", Optional.empty(), from, PAGE));
    }

    private void median(String what, Runnable call) {
        double[] millis = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            call.run();
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        out.printf("%-45s %10.2f ms median, %.2f least%n", what, millis[ROUNDS / 2], millis[0]);
    }

    private void print(String what, long began) {
        out.printf("%-45s %10.2f ms%n", what, (System.nanoTime() - began) / 1e6);
    }
}
