package io.geckos.server.metrics;

import io.geckos.server.process.ProductVersion;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Metrics of the process, under the names that all Prometheus clients use; Micrometer has other names. Figures that
 * this system does not provide are left out.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/writing_clientlibs/#process-metrics">Process metrics</a>
 */
final class ProcessMetrics {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";

    private final MeterRegistry registry;

    ProcessMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void write(PrometheusText text) {
        Map<String, String> build = new TreeMap<>();
        build.put("version", ProductVersion.text());
        build.put("java", Runtime.version().toString());
        text.info("geckos3_build_info", "What is running", build);
        FunctionCounter cpu = registry.find("process.cpu.time").functionCounter();
        if (cpu != null) {
            text.counter("process_cpu_seconds_total", "Time on processors", cpu.count() / 1e9);
        }
        gauge(text, "process_open_fds", "Open file descriptors", "process.files.open");
        gauge(text, "process_max_fds", "File descriptors that may be open", "process.files.max");
        resident().ifPresent(bytes -> text.gauge("process_resident_memory_bytes", "Memory of the process", bytes));
    }

    private void gauge(PrometheusText text, String name, String description, String meter) {
        Gauge gauge = registry.find(meter).gauge();
        if (gauge != null) {
            text.gauge(name, description, (long) gauge.value());
        }
    }

    private static Optional<Long> resident() {
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(RESIDENT))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst();
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
