package io.geckos.storage.fs.format;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.ETag;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.storage.fs.files.FileStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Reads and writes the sidecar of an object. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SidecarBench {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678901234Z");
    private static final ETag MD5 = new ETag("d41d8cd98f00b204e9800998ecf8427e");
    private static final Checksum CRC = Checksum.full(ChecksumAlgorithm.CRC32, new byte[] {1, 2, 3, 4});

    /** Parts it was uploaded in; 0: in one piece. */
    @Param({"0", "10000"})
    public int parts;

    private Sidecar sidecar = new Sidecar(entry(0), null);
    private byte[] bytes = {};

    /** Makes one. */
    @Setup
    public void make() {
        sidecar = new Sidecar(entry(parts), null);
        bytes = SidecarWriter.write(sidecar);
    }

    private static ObjectMetadata entry(int parts) {
        ObjectSpec spec = new ObjectSpec(
                Map.of("content-type", "image/jpeg", "cache-control", "max-age=60"),
                Map.of("camera", "x100"),
                Map.of());
        List<ObjectPart> table = IntStream.rangeClosed(1, parts)
                .mapToObj(number -> new ObjectPart(number, MD5, 5 << 20, List.of(CRC), TIME))
                .toList();
        return new ObjectMetadata(
                new ObjectMetadata.Binding(4096, FileStatus.nanos(TIME)), MD5, TIME, spec, List.of(CRC), null, table);
    }

    /** Reads it. */
    @Benchmark
    public @Nullable Sidecar read() {
        return SidecarReader.read(bytes, "bench.metadata.json");
    }

    /** Writes it. */
    @Benchmark
    public byte[] write() {
        return SidecarWriter.write(sidecar);
    }
}
