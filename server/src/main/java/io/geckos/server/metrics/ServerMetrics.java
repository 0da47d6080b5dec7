package io.geckos.server.metrics;

import io.geckos.domain.engine.BackgroundTaskRegistry;
import io.geckos.domain.engine.LatencyHistogram;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.engine.StorageGauge;
import io.geckos.domain.error.StorageException;
import io.geckos.server.admin.AdminAccess;
import io.geckos.server.admin.AdminResponse;
import io.geckos.server.admin.AdminRoutes;
import io.geckos.server.connection.IdleConnectionWatchdog;
import io.geckos.server.http.FinishedRequest;
import io.geckos.server.http.InFlightRequests;
import io.geckos.server.settings.BucketMetricsAccess;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** All metrics of the server, for Prometheus. {@code docs/metrics.md} documents the names. */
public final class ServerMetrics {
    private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final Duration[] BUCKETS = Stream.of(
                    1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 60_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<Series, Timer> timers = new ConcurrentHashMap<>();
    private final Counter received = Counter.builder("geckos3.received")
            .description("Bytes of request bodies")
            .baseUnit("bytes")
            .register(registry);
    private final Counter sent = Counter.builder("geckos3.sent")
            .description("Bytes of response bodies")
            .baseUnit("bytes")
            .register(registry);

    /** The metrics of the process are set up by the first request for them, so that they do not slow the start. */
    private final AtomicBoolean processBound = new AtomicBoolean();

    private final List<Consumer<PrometheusText>> more = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<PrometheusText, Boolean>> ofBuckets = new CopyOnWriteArrayList<>();

    private final Storage storage;
    private final BackgroundTaskRegistry tasks;
    private final StorageMetrics times;

    /** Held here, because the registry holds them only weakly. */
    private final List<StorageGauge> measures;

    private record Series(String operation, int status) {}

    public ServerMetrics(
            Storage storage,
            BackgroundTaskRegistry tasks,
            StorageMetrics times,
            IdleConnectionWatchdog connections,
            InFlightRequests running) {
        this.storage = storage;
        this.tasks = tasks;
        this.times = times;
        gauge("geckos3.connections", "Open connections", connections, IdleConnectionWatchdog::size);
        Gauge.builder("geckos3.client.memory", connections, IdleConnectionWatchdog::memoryUsed)
                .description("Memory that clients use")
                .baseUnit("bytes")
                .strongReference(true)
                .register(registry);
        gauge("geckos3.requests.running", "Requests being served", running, InFlightRequests::count);
        gauge("geckos3.storage.up", "1 while the storage can serve", storage, ServerMetrics::isUp);
        this.measures = storage.measures();
        measures.forEach(this::measure);
    }

    public void add(FinishedRequest request) {
        Series series = new Series(request.facts().operation().orElse("none"), request.status());
        timers.computeIfAbsent(series, this::timer).record(request.nanos(), TimeUnit.NANOSECONDS);
        received.increment((double) request.received());
        sent.increment((double) request.sent());
    }

    /** All metrics in the text format of Prometheus, with names of buckets only if {@code bucketNames}. */
    String scrape(boolean bucketNames) {
        if (processBound.compareAndSet(false, true)) {
            bindProcess(registry);
        }
        PrometheusText process = new PrometheusText();
        new ProcessMetrics(registry).write(process);
        more.forEach(figures -> figures.accept(process));
        return registry.scrape() + process + storageText(bucketNames);
    }

    /** Adds a writer of further figures. */
    public void include(Consumer<PrometheusText> figures) {
        more.add(figures);
    }

    /** Adds a writer of further figures about buckets, which is told whether it may name them. */
    public void includeBuckets(BiConsumer<PrometheusText, Boolean> figures) {
        ofBuckets.add(figures);
    }

    private PrometheusText storageText(boolean bucketNames) {
        PrometheusText text = new PrometheusText();
        Map<String, LatencyHistogram> operations = new TreeMap<>();
        for (StorageOperation operation : StorageOperation.values()) {
            operations.put(operation.label(), times.of(operation));
        }
        text.histograms("geckos3_storage_operation_seconds", "operation", operations);
        for (LatencyHistogram timings : storage.timings()) {
            text.histogram("geckos3_storage_" + timings.name().replace('.', '_') + "_seconds", timings);
        }
        BackgroundTaskMetrics.write(tasks.all(), text);
        storage.usage().ifPresent(usage -> new UsageMetrics(usage, bucketNames).write(text));
        ofBuckets.forEach(figures -> figures.accept(text, bucketNames));
        return text;
    }

    /** Adds {@code /metrics}. Wrong credentials are refused, so that their owner notices. */
    public void route(AdminRoutes routes, AdminAccess operators, BucketMetricsAccess bucketMetrics) {
        routes.add(
                "GET",
                "/metrics",
                request -> operators.isWrongIn(request)
                        ? AdminAccess.unauthorized()
                        : AdminResponse.of(
                                200,
                                CONTENT_TYPE,
                                scrape(operators.allows(request)
                                        || bucketMetrics.showsWithoutToken(request.isLocal()))));
    }

    private Timer timer(Series series) {
        return Timer.builder("geckos3.requests")
                .description("Requests by operation and status")
                .tag("operation", series.operation())
                .tag("status", Integer.toString(series.status()))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private void measure(StorageGauge measure) {
        String name = "geckos3.storage." + measure.name();
        if (measure.grows()) {
            FunctionCounter.builder(name, measure, it -> it.value().getAsDouble())
                    .description(measure.description())
                    .register(registry);
        } else {
            gauge(name, measure.description(), measure, it -> it.value().getAsDouble());
        }
    }

    private <T> void gauge(String name, String description, T subject, ToDoubleFunction<T> value) {
        Gauge.builder(name, subject, value)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    @SuppressWarnings("resource") // All live as long as the process.
    private static void bindProcess(MeterRegistry registry) {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmGcMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    private static double isUp(Storage storage) {
        try {
            storage.check();
            return 1;
        } catch (StorageException _) {
            return 0;
        }
    }
}
