package io.geckos.domain.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** A histogram of durations. Adding takes no lock. Any thread may add and read at any time. */
public final class LatencyHistogram {
    /** The upper bounds of the buckets, ascending. One more bucket counts what took longer than the last bound. */
    public static final List<Duration> STEPS = Stream.of(
                    100, 1_000, 5_000, 20_000, 100_000, 500_000, 2_000_000, 10_000_000)
            .map(micros -> Duration.ofNanos(micros * 1_000L))
            .toList();

    private static final long[] BOUNDS =
            STEPS.stream().mapToLong(Duration::toNanos).toArray();

    private final String name;
    private final String description;
    private final LongAdder[] counts =
            Stream.generate(LongAdder::new).limit(BOUNDS.length + 1L).toArray(LongAdder[]::new);
    private final LongAdder nanos = new LongAdder();

    /**
     * Makes an empty histogram.
     *
     * @param name lower-case words joined by dots, as in {@code file.sync}
     * @param description one line for people
     */
    public LatencyHistogram(String name, String description) {
        this.name = name;
        this.description = description;
    }

    /**
     * The counts at one moment.
     *
     * @param counts one count for each of {@link #STEPS}, and a last one for longer durations
     * @param nanos the sum of all durations
     */
    public record Snapshot(List<Long> counts, long nanos) {}

    /** The name of the timed operation, as the metrics show it. */
    public String name() {
        return name;
    }

    /** One line for people. */
    public String description() {
        return description;
    }

    /** A running measurement. Closing it ends and counts it. */
    @FunctionalInterface
    public interface Measurement extends AutoCloseable {
        @Override
        void close();
    }

    /** Begins a measurement. It is counted when it is closed, so an operation that fails is counted too. */
    public Measurement begin() {
        long began = System.nanoTime();
        return () -> add(System.nanoTime() - began);
    }

    /** Counts one operation that took {@code took} nanoseconds. */
    public void add(long took) {
        int step = 0;
        while (step < BOUNDS.length && took > BOUNDS[step]) {
            step++;
        }
        counts[step].increment();
        nanos.add(took);
    }

    /**
     * The counts so far. A duration that is added at the same time may be in one of the figures and not yet in another.
     */
    public Snapshot snapshot() {
        return new Snapshot(Stream.of(counts).map(LongAdder::sum).toList(), nanos.sum());
    }
}
