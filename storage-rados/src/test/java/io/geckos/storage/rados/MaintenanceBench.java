package io.geckos.storage.rados;

import io.geckos.domain.engine.BackgroundTask;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.rados.maintenance.Resharding;
import io.geckos.storage.testkit.data.ConcurrentCalls;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.data.Uploads;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Measures how quickly one engine looks for orphans and collects garbage, alone and beside uploads, and what these wait for it.
 * {@code docs/scaling.md} says how to run it.
 */
final class MaintenanceBench {
    private static final BucketName BUCKET = new BucketName("bench");
    private static final String CONTENT = "x".repeat(4096);
    private static final int THREADS = 12;
    private static final int BESIDE = 4;
    private static final int PUTS = 200;
    private static final long POLL_NANOS = 1_000_000;

    private final PrintStream out = System.out;
    private final Path configuration;
    private final Storage storage;
    private final int objects;

    private MaintenanceBench(Path configuration, Storage storage, int objects) {
        this.configuration = configuration;
        this.storage = storage;
        this.objects = objects;
    }

    /** Arguments: the ceph.conf of a cluster with the pools "meta" and "data", and how many objects there are. */
    public static void main(String... args) {
        Map<String, String> settings = new HashMap<>();
        settings.put(RadosSettings.CONFIGURATION, args[0]);
        settings.put(RadosSettings.META_POOL, "meta");
        settings.put(RadosSettings.DATA_POOL, "data");
        settings.put(RadosSettings.NAMESPACE, "maintenance-" + System.currentTimeMillis());
        RadosSettings read = RadosSettings.of(settings);
        try (Storage storage = new RadosStorage(
                        RadosConnection.open(read), read.shards(), Duration.ZERO, Resharding.ROWS, CephCluster.MEMORY)
                .start()) {
            TestBucket.create(storage.buckets(), BUCKET);
            new MaintenanceBench(read.configuration(), storage, Integer.parseInt(args[1])).measure();
        }
    }

    private void measure() {
        putAll();
        // The second run counts: the first one is compiled meanwhile.
        run("orphans", "examined");
        run("orphans", "examined");
        for (int round = 0; round < 2; round++) {
            putAll();
            run("garbage", "removed");
        }
        report("alone", putSome());
        putAll();
        start("garbage");
        report("beside garbage", putSome());
        finish("garbage");
        start("orphans");
        report("beside orphans", putSome());
        finish("orphans");
    }

    private void putAll() {
        ConcurrentCalls.of(IntStream.range(0, THREADS)
                .<Callable<Integer>>mapToObj(thread -> () -> {
                    for (int i = thread; i < objects; i += THREADS) {
                        put("key-%08d".formatted(i));
                    }
                    return thread;
                })
                .toList());
    }

    private void put(String key) {
        storage.objects()
                .put(
                        new ObjectId(BUCKET, new ObjectKey(key)),
                        ObjectSpec.EMPTY,
                        Uploads.of(CONTENT),
                        WriteCondition.ALWAYS);
    }

    /** The milliseconds that some uploads take, in order. */
    private double[] putSome() {
        double[] times = new double[BESIDE * PUTS];
        ConcurrentCalls.of(IntStream.range(0, BESIDE)
                .<Callable<Integer>>mapToObj(thread -> () -> {
                    for (int i = 0; i < PUTS; i++) {
                        long start = System.nanoTime();
                        put("beside-%d-%d".formatted(thread, i));
                        times[thread * PUTS + i] = (System.nanoTime() - start) / 1e6;
                    }
                    return thread;
                })
                .toList());
        Arrays.sort(times);
        return times;
    }

    private void report(String when, double... times) {
        out.printf(
                "PUT %s: median %.1f ms, 99 of 100 within %.1f ms%n",
                when, times[times.length / 2], times[times.length * 99 / 100]);
    }

    private BackgroundTask task(String name) {
        return storage.backgroundTasks().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void start(String name) {
        if (!task(name).start()) {
            throw new IllegalStateException(name + " runs already");
        }
    }

    private void finish(String name) {
        while (task(name).report().running()) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** Runs a task, and reports how many of a figure it made. */
    private void run(String name, String figure) {
        CpuTime before = CpuTime.now(configuration);
        long start = System.nanoTime();
        start(name);
        finish(name);
        double seconds = (System.nanoTime() - start) / 1e9;
        int count = task(name).report().figures().getOrDefault(figure, 0L).intValue();
        CpuTime each = CpuTime.now(configuration).each(before, Math.max(1, count));
        out.printf(
                "task %s: %d %s, %.0f a second, processor time %.0f us here and %.0f us of the OSD%n",
                name, count, figure, count / seconds, each.here(), each.osd());
    }
}
