package io.geckos.storage.rados;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The processor time of this process, and of the OSD that {@code src/test/ceph/cluster} started, in microseconds. */
record CpuTime(double here, double osd) {
    private static final long NANOS = 1000;

    /** So far. */
    static CpuTime now(Path configuration) {
        Path pid = configuration.resolveSibling("run").resolve("osd.0.pid");
        try {
            long osd = Long.parseLong(Files.readString(pid).strip());
            return new CpuTime(micros(Optional.of(ProcessHandle.current())), micros(ProcessHandle.of(osd)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double micros(Optional<ProcessHandle> process) {
        return process.flatMap(it -> it.info().totalCpuDuration())
                        .map(Duration::toNanos)
                        .orElse(0L)
                / (double) NANOS;
    }

    /** What one of some calls took since a moment. */
    CpuTime each(CpuTime since, int calls) {
        return new CpuTime((here - since.here) / calls, (osd - since.osd) / calls);
    }
}
