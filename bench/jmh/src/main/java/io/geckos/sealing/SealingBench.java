package io.geckos.sealing;

import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.sealing.SealedContent.Segment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Sealing and opening of 4 MiB in buffers of 64 KiB. An operation is a byte, so that a score is in GB/s. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SealingBench {
    private static final int BUFFER = 64 << 10;
    private static final int BYTES = 4 << 20;

    private final DataKey key = new DataKey(SealFormat.CURRENT, new byte[Aes.KEY_BYTES]);

    /** As the file engine reads and the server receives. */
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);

    private byte[] sealed = {};

    /** Seals what is to be opened. */
    @Setup
    public void prepare() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        seal(Channels.newChannel(bytes));
        sealed = bytes.toByteArray();
    }

    /** Seals. */
    @Benchmark
    @OperationsPerInvocation(BYTES)
    public long seal() throws IOException {
        Counter counter = new Counter();
        seal(counter);
        return counter.bytes;
    }

    private void seal(WritableByteChannel sink) throws IOException {
        SegmentEncryptor sealing = SegmentEncryptor.begin(sink, key, Segment.WHOLE);
        for (int sent = 0; sent < BYTES; sent += BUFFER) {
            sealing.write(buffer.clear());
        }
        sealing.finish();
    }

    /** Opens. */
    @Benchmark
    @OperationsPerInvocation(BYTES)
    public long open() throws IOException {
        Counter counter = new Counter();
        new SegmentReader(key).transferTo(this::read, List.of(Segment.whole(BYTES)), ByteSpan.whole(BYTES), counter);
        return counter.bytes;
    }

    private void read(ByteSpan span, WritableByteChannel sink) throws IOException {
        for (long at = span.offset(); at < span.end(); at += BUFFER) {
            int count = (int) Math.min(BUFFER, span.end() - at);
            sink.write(buffer.clear().put(sealed, (int) at, count).flip());
        }
    }

    /** Takes all and counts it. */
    private static final class Counter implements WritableByteChannel {
        private long bytes;

        @Override
        public int write(ByteBuffer some) {
            int length = some.remaining();
            bytes += length;
            some.position(some.limit());
            return length;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
