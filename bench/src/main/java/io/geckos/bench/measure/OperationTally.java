package io.geckos.bench.measure;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** The counts and latencies of all connections in one phase. Safe for use by several threads. */
public final class OperationTally {
    private static final long FINEST_NANOS = 64;
    private static final long LONGEST_NANOS = 3_600_000_000_000L;
    private static final int DIGITS = 3;

    /**
     * The largest number of different failures. Exception messages can vary, so all further kinds are counted as one.
     */
    private static final int REASONS = 20;

    private static final String OTHER = "other";

    private final Map<MeasuredOperation, Row> rows = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> reasons = new ConcurrentHashMap<>();
    private final LongAdder requests = new LongAdder();

    /**
     * The figures of one operation.
     *
     * @param latency in nanoseconds, of the requests that succeeded
     * @param failures the number of failed requests
     * @param bytes of object content moved by requests that succeeded
     */
    public record Figures(Histogram latency, long failures, long bytes) {}

    private static final class Row {
        final Histogram latency = new ConcurrentHistogram(FINEST_NANOS, LONGEST_NANOS, DIGITS);
        final LongAdder failures = new LongAdder();
        final LongAdder bytes = new LongAdder();
    }

    /** An empty histogram that accepts any latency. */
    public static Histogram emptyHistogram() {
        return new Histogram(FINEST_NANOS, LONGEST_NANOS, DIGITS);
    }

    public void succeeded(MeasuredOperation operation, long nanos, long bytes) {
        Row row = row(operation);
        row.latency.recordValue(Math.clamp(nanos, 0, LONGEST_NANOS));
        row.bytes.add(bytes);
        requests.increment();
    }

    public void failed(MeasuredOperation operation, String reason) {
        row(operation).failures.increment();
        String kind = reasons.size() < REASONS || reasons.containsKey(reason) ? reason : OTHER;
        reasons.computeIfAbsent(kind, key -> new LongAdder()).increment();
        requests.increment();
    }

    /** The number of ended requests, with success or not. */
    long requests() {
        return requests.sum();
    }

    /** A copy, by operation. */
    public Map<MeasuredOperation, Figures> figures() {
        Map<MeasuredOperation, Figures> figures = new EnumMap<>(MeasuredOperation.class);
        rows.forEach((operation, row) ->
                figures.put(operation, new Figures(row.latency.copy(), row.failures.sum(), row.bytes.sum())));
        return figures;
    }

    /** The number of failures by kind. */
    public Map<String, Long> reasons() {
        Map<String, Long> counts = new TreeMap<>();
        reasons.forEach((reason, count) -> counts.put(reason, count.sum()));
        return counts;
    }

    private Row row(MeasuredOperation operation) {
        Row row = rows.get(operation);
        return row != null ? row : rows.computeIfAbsent(operation, key -> new Row());
    }
}
