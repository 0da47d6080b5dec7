package io.geckos.storage.fs;

import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.data.Uploads;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Measures what it costs to keep versions: the same changes in a bucket without versions and in one with, in turn.
 * {@code docs/benchmarks.md} says how to run it.
 */
final class VersionedOverwriteBench {
    private static final BucketName PLAIN = new BucketName("plain");
    private static final BucketName VERSIONED = new BucketName("versioned");
    private static final int ROUNDS = 2_000;
    private static final int KEYS = 100;
    private static final String CONTENT = "x".repeat(4096);

    private final PrintStream out = System.out;
    private final Storage storage;

    private VersionedOverwriteBench(Storage storage) {
        this.storage = storage;
    }

    /** Arguments: a data directory that is not there yet, and the durability. */
    public static void main(String... args) {
        Map<String, String> settings =
                Map.of("data-dir", args[0], "durability", args[1], "housekeeping-interval", "0s", "adopt-rate", "0");
        try (Storage storage = new FsStorageProvider().open(settings)) {
            new VersionedOverwriteBench(storage).measure();
        }
    }

    /** Something that is done to a key of a bucket. */
    @FunctionalInterface
    private interface Change {
        void of(ObjectId id);
    }

    private void measure() {
        TestBucket.create(storage.buckets(), PLAIN);
        TestBucket.create(storage.buckets(), VERSIONED);
        storage.buckets().setVersioning(VERSIONED, VersioningStatus.ENABLED);
        for (int warming = 0; warming < 2; warming++) {
            compare("an object that never was", "new-" + warming, ROUNDS, this::put);
            compare("a new object", "key", ROUNDS, this::put);
            compare("overwriting, the first time", "key", ROUNDS, this::put);
            compare("overwriting again", "key", KEYS, this::put);
            compare("deleting, without a version id", "key", ROUNDS, this::delete);
        }
    }

    private void compare(String what, String name, int keys, Change change) {
        double[] plain = new double[ROUNDS];
        double[] versioned = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            ObjectKey key = new ObjectKey("dir-" + i % 10 + "/" + name + "-" + i % keys);
            plain[i] = time(() -> change.of(new ObjectId(PLAIN, key)));
            versioned[i] = time(() -> change.of(new ObjectId(VERSIONED, key)));
        }
        Arrays.sort(plain);
        Arrays.sort(versioned);
        double without = plain[ROUNDS / 2];
        double with = versioned[ROUNDS / 2];
        out.printf("%-32s %8.3f ms without, %8.3f ms with versions: %.2f%n", what, without, with, with / without);
    }

    private static double time(Runnable call) {
        long began = System.nanoTime();
        call.run();
        return (System.nanoTime() - began) / 1e6;
    }

    private void put(ObjectId id) {
        storage.objects().put(id, ObjectSpec.EMPTY, Uploads.of(CONTENT), WriteCondition.ALWAYS);
    }

    private void delete(ObjectId id) {
        storage.objects()
                .delete(id.bucket(), List.of(new DeleteTarget(id.key(), Version.LATEST, WriteCondition.ALWAYS)));
    }
}
