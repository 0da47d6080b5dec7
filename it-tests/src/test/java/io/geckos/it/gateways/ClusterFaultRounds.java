package io.geckos.it.gateways;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.it.testkit.Eventually;
import io.geckos.it.testkit.RawHttp;
import io.geckos.it.testkit.WireRequest;
import io.geckos.storage.testkit.model.concurrent.ConcurrentModel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two servers on a cluster of three monitors and three OSDs, which keeps each byte three times, lose some of these while clients
 * write and read through both. No build runs it, as it takes long and cuts the network of an OSD: {@code it-tests/faults} does,
 * for as many rounds as wanted, on a network of its own.
 */
class ClusterFaultRounds {
    private static final List<ClusterFault> FAULTS = Arrays.asList(ClusterFault.values());
    private static final int ROUNDS = Integer.getInteger("geckos.faults.rounds", FAULTS.size());

    /** Ceph takes an OSD for dead after 20 s, and one that comes back has to catch up. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Writes of each client before, during and after a fault. */
    private static final int MORE = 5;

    @TempDir
    Path folder;

    private final List<String> table = new ArrayList<>();

    @Test
    void nothingAcknowledgedIsLostOrTornByAnyFault() throws Exception {
        try (CephDaemons cluster = new CephDaemons(ClusterFault.DAEMONS);
                Gateways gateways = new Gateways(cluster, "faults", 2, folder)) {
            RecordedLoad load = new RecordedLoad(gateways);
            RawHttp.exchange(
                    gateways.addresses().getFirst(),
                    WireRequest.of("PUT", "/" + RecordedLoad.BUCKET)
                            .sign(gateways.addresses().getFirst()));
            table.add(
                    "| round | | writes | refused | reads | refused | cut off | slowest answer | slowest 503 | all served after |");
            table.add("|---|---|---|---|---|---|---|---|---|---|");
            for (int round = 0; round < ROUNDS; round++) {
                ClusterFault fault = FAULTS.get(round % FAULTS.size());
                ModelLoad model = new ModelLoad(gateways.addresses());
                Thread thread = Thread.ofVirtual().start(model);
                Duration served;
                try {
                    served = round(cluster, gateways, load, fault, round);
                } finally {
                    model.running = false;
                    thread.join();
                }
                for (int server = 0; server < gateways.count(); server++) {
                    load.verify(server);
                }
                add(round, fault, load.takeCounts(), served);
                assertEquals(List.of(), load.violations(), fault::toString);
                assertEquals(Optional.empty(), model.anomaly, fault::toString);
            }
            table.add("");
            table.add(
                    ModelLoad.PLANS + " plans of " + ConcurrentModel.LENGTH + " calls were linearizable for each key.");
        } finally {
            Files.write(Path.of("target", "faults.md"), table);
        }
    }

    private void add(int round, ClusterFault fault, RecordedLoad.Counts counts, Duration served) {
        String row = String.format(
                Locale.ROOT,
                "| %d | %s | %,d | %,d | %,d | %,d | %,d | %.1f s | %.1f s | %.1f s |",
                round + 1,
                fault,
                counts.written(),
                counts.refusedWrites(),
                counts.read(),
                counts.refusedReads(),
                counts.broken(),
                seconds(counts.slowestAnswer()),
                seconds(counts.slowestRefusal()),
                seconds(served));
        table.add(row);
        System.out.println(row);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    /** One fault under load; answers how long after its beginning, or if it is not tolerated after its end, all was served. */
    private static Duration round(
            CephDaemons cluster, Gateways gateways, RecordedLoad load, ClusterFault fault, int round) throws Exception {
        load.start();
        try {
            served(load);
            load.mayBreak(!fault.leavesServers());
            long began = System.nanoTime();
            fault.begin(cluster, gateways, round);
            if (fault.isTolerated()) {
                served(load);
                load.verify(round + 1);
            } else {
                refused(gateways, load);
            }
            Duration served = Duration.ofNanos(System.nanoTime() - began);
            began = System.nanoTime();
            fault.end(cluster, gateways, round);
            load.mayBreak(false);
            Eventually.within(
                    PATIENCE, "all servers are ready", () -> healths(gateways).equals(Set.of(200)));
            served(load);
            Eventually.within(
                    PATIENCE,
                    "all OSDs are up",
                    () -> cluster.ask("ceph", "osd", "stat").contains(" 3 up"));
            return fault.isTolerated() ? served : Duration.ofNanos(System.nanoTime() - began);
        } finally {
            load.stop();
        }
    }

    private static void served(RecordedLoad load) throws Exception {
        List<Integer> before = load.progress();
        Eventually.within(PATIENCE, "each client writes", () -> load.hasProgressed(before, MORE));
    }

    /** Nobody can be served, and everybody is told so. */
    private static void refused(Gateways gateways, RecordedLoad load) throws Exception {
        int writes = load.refusedWrites();
        int reads = load.refusedReads();
        Eventually.within(
                PATIENCE, "no server is ready", () -> healths(gateways).equals(Set.of(503)));
        Eventually.within(
                PATIENCE,
                "requests are refused",
                () -> load.refusedWrites() >= writes + MORE && load.refusedReads() >= reads + MORE);
    }

    private static Set<Integer> healths(Gateways gateways) throws IOException {
        Set<Integer> statuses = new TreeSet<>();
        for (InetSocketAddress server : gateways.addresses()) {
            statuses.add(RawHttp.exchange(server, WireRequest.of("GET", "/minio/health/ready"))
                    .status());
        }
        return statuses;
    }

    /** Compares the calls of a few clients with the model, one plan after the other, until it is stopped. */
    private static final class ModelLoad implements Runnable {
        private static final AtomicInteger PLANS = new AtomicInteger();
        private final List<InetSocketAddress> servers;
        private volatile boolean running = true;
        private volatile Optional<String> anomaly = Optional.empty();

        ModelLoad(List<InetSocketAddress> servers) {
            this.servers = servers;
        }

        @Override
        public void run() {
            while (running && anomaly.isEmpty()) {
                int plan = PLANS.incrementAndGet();
                ConcurrentModel model = new ConcurrentModel(
                        () -> new HttpStorage(servers, "plan-" + plan), HttpStorage.KINDS, () -> true);
                try {
                    anomaly = model.anomaly(plan);
                } catch (RuntimeException | AssertionError e) {
                    anomaly = Optional.of("plan " + plan + ": " + e);
                }
            }
        }
    }
}
