package io.geckos.bench.load;

import io.geckos.bench.http.Endpoint;
import io.geckos.bench.http.HttpConnection;
import io.geckos.bench.http.RequestFailure;
import io.geckos.bench.measure.OperationTally;
import io.geckos.bench.measure.ProcessMonitor;
import io.geckos.bench.s3.S3Client;
import io.geckos.bench.s3.SignedHeadCache;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Runs one load on one endpoint. The methods must be called in their order here; all but {@link #measure} may be left
 * out.
 */
public final class LoadRun implements Closeable {
    /** The number of written or deleted objects that are checked afterwards. */
    private static final long SAMPLE = 100;

    /** The read buffers of all connections together, in bytes. */
    private static final long BUFFERS = 1 << 26;

    private final Endpoint endpoint;
    private final LoadPlan load;
    private final ProgressListener progress;
    private final AtomicLong taken = new AtomicLong();
    private final List<LoadWorker> workers = new ArrayList<>();
    private final Map<String, Long> failures = new TreeMap<>();

    public LoadRun(Endpoint endpoint, LoadPlan load, ProgressListener progress) {
        this.endpoint = endpoint;
        this.load = load;
        this.progress = progress;
        int connections = load.drive().connections();
        int buffer = Math.clamp(BUFFERS / connections, HttpConnection.LEAST_BUFFER, HttpConnection.MOST_BUFFER);
        SignedHeadCache cache = new SignedHeadCache(load.drive().heads());
        for (int i = 0; i < connections; i++) {
            S3Client client = new S3Client(endpoint, load.objects(), load.signing(), cache, buffer);
            workers.add(new LoadWorker(i, load, client, taken));
        }
    }

    /** Creates the bucket unless it is there. */
    void createBucket() throws RequestFailure {
        workers.getFirst().client().createBucket();
    }

    /** Writes all objects. */
    void prepare() throws InterruptedException {
        each("prepare", load.objects().count(), (client, number) -> client.put(number, 0));
    }

    /** Warms up, measures, and checks some of the written or deleted objects. */
    public RunResult measure() throws InterruptedException {
        LoadPlan.Drive drive = load.drive();
        List<LoadPhase.ConnectionTask> seats = seats(load.workload()::task);
        if (drive.warmUp().isPositive()) {
            phase("warm up", LoadPhase.of(warmUp(), drive), seats, () -> {});
        }
        Optional<ProcessMonitor> server =
                endpoint.pid().stream().boxed().map(ProcessMonitor::of).findFirst();
        server.ifPresent(ProcessMonitor::start);
        Duration cpu = ownCpu();
        long start = System.nanoTime();
        OperationTally tally = phase(
                "measure", LoadPhase.of(drive.limit(), drive), seats, () -> server.ifPresent(ProcessMonitor::look));
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        cpu = ownCpu().minus(cpu);
        Optional<ProcessMonitor.Usage> usage = server.map(ProcessMonitor::stop);
        check();
        return new RunResult(endpoint, load, time, tally.figures(), Map.copyOf(failures), cpu, usage);
    }

    /** The limit of the warm-up. Deleting uses up the objects, so it leaves nine in ten for the measurement. */
    private LoadPlan.Limit warmUp() {
        boolean usesUp = load.workload() == Workload.DELETE;
        return new LoadPlan.Limit(load.drive().warmUp(), usesUp ? load.objects().count() / 10 : Long.MAX_VALUE);
    }

    private void check() throws InterruptedException {
        long touched = Math.min(taken.get(), load.objects().count());
        long sample = Math.min(SAMPLE, touched);
        switch (load.workload().after()) {
            case READ_BACK -> each("read back", sample, (client, i) -> client.get(i * touched / sample, 0, 1));
            case FIND_NONE -> each("look for deleted", sample, (client, i) -> client.headAbsent(i * touched / sample));
            case NOTHING -> {}
        }
    }

    /** Deletes all objects that this run may have written. */
    void clean() throws InterruptedException {
        boolean prepared = load.workload().before() == Workload.Before.WRITE_ONCE
                || load.workload().before() == Workload.Before.WRITE;
        long count = prepared
                ? load.objects().count()
                : Math.min(taken.get(), load.objects().count());
        each("clean", count, S3Client::delete);
    }

    /** An action for each number in a range. */
    private interface Action {
        void run(S3Client client, long number) throws RequestFailure;
    }

    private void each(String title, long count, Action action) throws InterruptedException {
        AtomicLong next = new AtomicLong();
        List<LoadPhase.ConnectionTask> seats = seats(worker -> () -> {
            long number = next.getAndIncrement();
            if (number < count) {
                action.run(worker.client(), number);
            }
            return number < count;
        });
        phase(title, LoadPhase.of(count, load.drive().patience()), seats, () -> {});
    }

    private List<LoadPhase.ConnectionTask> seats(Function<LoadWorker, WorkerTask> task) {
        return workers.stream()
                .map(worker -> new LoadPhase.ConnectionTask(worker.client(), task.apply(worker)))
                .toList();
    }

    private OperationTally phase(String title, LoadPhase phase, List<LoadPhase.ConnectionTask> seats, Runnable look)
            throws InterruptedException {
        progress.begin(title, phase.total());
        OperationTally tally = phase.run(seats, () -> {
            progress.reached(phase.done());
            look.run();
        });
        progress.end();
        tally.reasons().forEach((reason, count) -> failures.merge(title + ": " + reason, count, Long::sum));
        return tally;
    }

    private static Duration ownCpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() throws IOException {
        for (LoadWorker worker : workers) {
            worker.client().close();
        }
    }
}
