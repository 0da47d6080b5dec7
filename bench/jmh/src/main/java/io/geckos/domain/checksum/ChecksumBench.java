package io.geckos.domain.checksum;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Checksums of buffers of 64 KiB. An operation is a byte, so that a score is in GB/s. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ChecksumBench {
    private static final int BYTES = 64 << 10;

    private final ByteBuffer buffer = ByteBuffer.wrap(random());

    /** Of each algorithm. */
    @Param
    public ChecksumAlgorithm algorithm = ChecksumAlgorithm.CRC32;

    private static byte[] random() {
        byte[] bytes = new byte[BYTES];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    /** The checksum alone. */
    @Benchmark
    @OperationsPerInvocation(BYTES)
    public byte[] checksum() {
        ChecksumComputation run = algorithm.start();
        run.update(buffer.duplicate());
        return run.finish();
    }

    /** The checksum and the MD5 of the entity tag, as each upload has them; for MD5 it is the tag alone. */
    @Benchmark
    @OperationsPerInvocation(BYTES)
    public Digests upload() {
        ContentHasher hasher = new ContentHasher(Set.of(algorithm));
        hasher.update(buffer);
        return hasher.finish();
    }
}
