package io.geckos.storage.rados;

import io.geckos.domain.engine.BackgroundTask;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.rados.maintenance.Resharding;
import io.geckos.storage.testkit.data.ConcurrentCalls;
import io.geckos.storage.testkit.data.ObjectBytes;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.data.Uploads;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures what calls of one engine, of two and of three on one cluster cost, in turn, each engine with a connection of its own.
 * {@code docs/scaling.md} says how to run it.
 */
final class GatewayBench {
    private static final BucketName BUCKET = new BucketName("bench");
    private static final String CONTENT = "x".repeat(4096);
    private static final int MOST = 3;
    private static final int THREADS = 12;
    private static final int CALLS = 100;
    private static final int ROUNDS = 5;
    private static final long POLL_NANOS = 1_000_000;

    private final PrintStream out = System.out;
    private final Path configuration;
    private final List<Storage> engines;

    private GatewayBench(Path configuration, List<Storage> engines) {
        this.configuration = configuration;
        this.engines = engines;
    }

    /** Argument: the ceph.conf of a cluster with the pools "meta" and "data". */
    public static void main(String... args) {
        Map<String, String> settings = new HashMap<>();
        settings.put(RadosSettings.CONFIGURATION, args[0]);
        settings.put(RadosSettings.META_POOL, "meta");
        settings.put(RadosSettings.DATA_POOL, "data");
        settings.put(RadosSettings.NAMESPACE, "gateways-" + System.currentTimeMillis());
        RadosSettings read = RadosSettings.of(settings);
        List<Storage> engines = Stream.<Storage>generate(() -> new RadosStorage(
                                RadosConnection.open(read),
                                read.shards(),
                                Duration.ZERO,
                                Resharding.ROWS,
                                CephCluster.MEMORY)
                        .start())
                .limit(MOST)
                .toList();
        try {
            TestBucket.create(engines.getFirst().buckets(), BUCKET);
            GatewayBench bench = new GatewayBench(read.configuration(), engines);
            bench.measure();
            bench.run("orphans", "examined");
            bench.run("garbage", "removed");
        } finally {
            engines.forEach(Storage::close);
        }
    }

    /** What is measured. */
    private enum Call {
        PUT,
        HEAD,
        GET
    }

    private void measure() {
        for (Call call : Call.values()) {
            double[] rates = new double[MOST];
            CpuTime[] costs = new CpuTime[MOST];
            IntStream.range(0, MOST).forEach(i -> costs[i] = new CpuTime(0, 0));
            run(call, MOST);
            for (int round = 0; round < ROUNDS; round++) {
                for (int used = 1; used <= MOST; used++) {
                    CpuTime before = CpuTime.now(configuration);
                    long start = System.nanoTime();
                    run(call, used);
                    rates[used - 1] += THREADS * CALLS * 1e9 / (System.nanoTime() - start) / ROUNDS;
                    CpuTime each = CpuTime.now(configuration).each(before, THREADS * CALLS * ROUNDS);
                    CpuTime sum = costs[used - 1];
                    costs[used - 1] = new CpuTime(sum.here() + each.here(), sum.osd() + each.osd());
                }
            }
            for (int used = 1; used <= MOST; used++) {
                out.printf(
                        "%s through %d: %.0f a second, processor time %.0f us here and %.0f us of the OSD%n",
                        call, used, rates[used - 1], costs[used - 1].here(), costs[used - 1].osd());
            }
        }
    }

    private void run(Call call, int used) {
        ConcurrentCalls.of(IntStream.range(0, THREADS)
                .<Callable<Integer>>mapToObj(thread -> () -> {
                    for (int i = 0; i < CALLS; i++) {
                        make(call, engines.get(thread % used), "thread-%02d/key-%04d".formatted(thread, i));
                    }
                    return thread;
                })
                .toList());
    }

    /** Runs a task, and reports how many of a figure it made. */
    private void run(String name, String figure) {
        BackgroundTask task = engines.getFirst().backgroundTasks().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
        CpuTime before = CpuTime.now(configuration);
        long start = System.nanoTime();
        if (!task.start()) {
            throw new IllegalStateException(name + " runs already");
        }
        while (task.report().running()) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        int count = task.report().figures().getOrDefault(figure, 0L).intValue();
        double osd = CpuTime.now(configuration).each(before, Math.max(1, count)).osd();
        out.printf(
                "task %s: %d %s, %.0f a second, processor time %.0f us of the OSD%n",
                name, count, figure, count / seconds, osd);
    }

    private static void make(Call call, Storage engine, String key) {
        ObjectId id = new ObjectId(BUCKET, new ObjectKey(key));
        switch (call) {
            case PUT -> engine.objects().put(id, ObjectSpec.EMPTY, Uploads.of(CONTENT), WriteCondition.ALWAYS);
            case HEAD -> engine.objects().stat(id, Version.LATEST);
            case GET -> {
                try (StoredObject object = engine.objects().open(id, Version.LATEST)) {
                    ObjectBytes.read(object);
                }
            }
        }
    }
}
