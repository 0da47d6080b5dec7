package io.geckos.storage.rados;

import io.geckos.domain.engine.BackgroundTask;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.rados.bucket.BucketCatalog;
import io.geckos.storage.rados.maintenance.Resharding;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.data.Uploads;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets a bucket grow, and measures at each size what a page of a listing and the properties of an object cost, and how long a
 * write waits while shards are split. Most rows are made by {@link IndexFiller}. {@code docs/scaling.md} says how to run it.
 */
final class LargeBucketBench {
    private static final BucketName SMALL = new BucketName("small");
    private static final BucketName LARGE = new BucketName("large");
    static final int SMALL_KEYS = 1000;
    private static final int STEP = 100_000;
    private static final int PAGES = 100;
    private static final long POLL_NANOS = 1_000_000;
    private static final int ROUNDS = 5;
    private static final int LOOKUPS = 1000;

    private final PrintStream out = System.out;
    private final Path configuration;
    private final Storage storage;
    private final BucketCatalog catalog;
    private final IndexFiller filler;
    private final SplittableRandom random = new SplittableRandom(1);

    private LargeBucketBench(Storage storage, RadosConnection connection, Path configuration) {
        this.configuration = configuration;
        this.storage = storage;
        this.catalog = new BucketCatalog(connection.meta());
        this.filler = new IndexFiller(connection.meta());
    }

    /** Arguments: the ceph.conf of a cluster with the pools "meta" and "data", and how many keys the bucket gets at last. */
    public static void main(String... args) {
        Map<String, String> settings = new HashMap<>();
        settings.put(RadosSettings.CONFIGURATION, args[0]);
        settings.put(RadosSettings.META_POOL, "meta");
        settings.put(RadosSettings.DATA_POOL, "data");
        String namespace = "large-" + System.currentTimeMillis();
        System.out.println("storage.namespace = \"" + namespace + "\"");
        settings.put(RadosSettings.NAMESPACE, namespace);
        settings.put(RadosSettings.TIMEOUT, "1m");
        RadosSettings read = RadosSettings.of(settings);
        RadosConnection connection = RadosConnection.open(read);
        try (Storage storage = new RadosStorage(
                        connection, read.shards(), Duration.ofDays(1), Resharding.ROWS, CephCluster.MEMORY)
                .start()) {
            new LargeBucketBench(storage, connection, read.configuration()).measure(Integer.parseInt(args[1]));
        }
    }

    private void measure(int most) {
        TestBucket.create(storage.buckets(), SMALL);
        TestBucket.create(storage.buckets(), LARGE);
        filler.fill(catalog.refresh(SMALL), 0, SMALL_KEYS);
        filler.fill(catalog.refresh(LARGE), 0, SMALL_KEYS);
        int keys = SMALL_KEYS;
        compare(keys);
        report(keys);
        while (keys < most) {
            int next = Math.min(most, keys < STEP ? STEP : keys + Math.max(STEP, keys / 2));
            filler.fill(catalog.refresh(LARGE), keys, next);
            keys = next;
            split();
            report(keys);
        }
    }

    /** Splits what is too large, while something else writes. */
    private void split() {
        AtomicBoolean over = new AtomicBoolean();
        double[] slowest = {0};
        int[] writes = {0};
        Thread writer = Thread.ofPlatform().start(() -> {
            for (int i = 0; !over.get(); i++) {
                ObjectId id = new ObjectId(LARGE, new ObjectKey("written/" + i % SMALL_KEYS));
                slowest[0] = Math.max(
                        slowest[0],
                        millis(() -> storage.objects()
                                .put(id, ObjectSpec.EMPTY, Uploads.of("content"), WriteCondition.ALWAYS)));
                writes[0]++;
            }
        });
        BackgroundTask task = storage.backgroundTasks().stream()
                .filter(it -> it.name().equals("resharding"))
                .findFirst()
                .orElseThrow();
        double took = millis(() -> {
            while (!task.start()) {
                LockSupport.parkNanos(POLL_NANOS);
            }
            while (task.report().running()) {
                LockSupport.parkNanos(POLL_NANOS);
            }
        });
        over.set(true);
        try {
            writer.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        long splits = task.report().figures().getOrDefault("split", 0L);
        out.printf(
                "  %d splits in %.0f ms, %d writes meanwhile, the slowest %.0f ms%n",
                splits, took, writes[0], slowest[0]);
    }

    private void report(int keys) {
        double[] pages = new double[PAGES];
        CpuTime before = CpuTime.now(configuration);
        for (int i = 0; i < PAGES; i++) {
            String after = IndexFiller.key(random.nextInt(Math.max(1, keys - 2 * SMALL_KEYS)));
            ListQuery query = new ListQuery("", Optional.empty(), new ListStart.After(after), 1000);
            pages[i] = millis(() -> storage.objects().list(LARGE, query));
        }
        CpuTime page = CpuTime.now(configuration).each(before, PAGES);
        Arrays.sort(pages);
        out.printf(
                "%,d keys, %d shards: a page %.1f ms, the slowest of %d %.1f ms, processor time %.1f ms here and %.1f ms of the OSD%n",
                keys,
                catalog.refresh(LARGE).layout().shards().size(),
                pages[PAGES / 2],
                PAGES,
                pages[PAGES - 1],
                page.here() / 1000,
                page.osd() / 1000);
        compare(keys);
    }

    /** Looks objects of both buckets up, some of the one and some of the other in turn. */
    private void compare(int keys) {
        double[][] times = new double[2][LOOKUPS * ROUNDS];
        CpuTime[] sums = {new CpuTime(0, 0), new CpuTime(0, 0)};
        for (int round = 0; round < 2 * ROUNDS; round++) {
            int which = round % 2;
            CpuTime before = CpuTime.now(configuration);
            for (int i = 0; i < LOOKUPS; i++) {
                times[which][round / 2 * LOOKUPS + i] =
                        which == 0 ? lookUp(LARGE, random.nextInt(keys)) : lookUp(SMALL, random.nextInt(SMALL_KEYS));
            }
            CpuTime each = CpuTime.now(configuration).each(before, LOOKUPS * ROUNDS);
            sums[which] = new CpuTime(sums[which].here() + each.here(), sums[which].osd() + each.osd());
        }
        double[] medians = new double[2];
        for (int which = 0; which < 2; which++) {
            Arrays.sort(times[which]);
            medians[which] = 1000 * times[which][LOOKUPS * ROUNDS / 2];
            out.printf(
                    "  a lookup in the %s bucket %.0f us, processor time %.0f us here and %.0f us of the OSD%n",
                    which == 0 ? LARGE : SMALL, medians[which], sums[which].here(), sums[which].osd());
        }
        out.printf(
                "  large / small: time %.2f, processor time %.2f%n",
                medians[0] / medians[1], (sums[0].here() + sums[0].osd()) / (sums[1].here() + sums[1].osd()));
    }

    private double lookUp(BucketName bucket, int number) {
        ObjectId id = new ObjectId(bucket, new ObjectKey(IndexFiller.key(number)));
        return millis(() -> storage.objects().stat(id, Version.LATEST));
    }

    private static double millis(Runnable call) {
        long start = System.nanoTime();
        call.run();
        return (System.nanoTime() - start) / 1e6;
    }
}
