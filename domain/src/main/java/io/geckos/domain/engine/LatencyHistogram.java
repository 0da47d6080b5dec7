package io.geckos.domain.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * How often something happened and how long it took, by steps. Adding takes no lock and looks at nothing but memory; any
 * thread may add, and any may read meanwhile.
 */
public final class LatencyHistogram {
    /** The steps: what took up to so long, and longer than the one before. What took longer than the last is counted too. */
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
     * Nothing was timed yet.
     *
     * @param name lower-case words joined by dots, as in {@code file.sync}
     * @param description one line for people
     */
    public LatencyHistogram(String name, String description) {
        this.name = name;
        this.description = description;
    }

    /**
     * What was timed so far.
     *
     * @param counts for each of {@link #STEPS} how often, and last how often longer than all
     * @param nanos altogether
     */
    public record Snapshot(List<Long> counts, long nanos) {}

    /** What is timed, for those who watch. */
    public String name() {
        return name;
    }

    /** One line for people. */
    public String description() {
        return description;
    }

    /** Something that is being timed, until it is closed. */
    @FunctionalInterface
    public interface Running extends AutoCloseable {
        @Override
        void close();
    }

    /** Begins to time something, which is counted when what this answers is closed, so even if it fails. */
    public Running begin() {
        long began = System.nanoTime();
        return () -> add(System.nanoTime() - began);
    }

    /** Counts one that took so long. */
    public void add(long took) {
        int step = 0;
        while (step < BOUNDS.length && took > BOUNDS[step]) {
            step++;
        }
        counts[step].increment();
        nanos.add(took);
    }

    /** What was timed so far; what is added meanwhile may be in one of its figures and not yet in another. */
    public Snapshot snapshot() {
        return new Snapshot(Stream.of(counts).map(LongAdder::sum).toList(), nanos.sum());
    }
}
