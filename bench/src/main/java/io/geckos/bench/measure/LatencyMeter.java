package io.geckos.bench.measure;

/**
 * Measures the latency of one connection's requests. The time of a request begins when it is sent. At a fixed rate, if
 * the connection was still busy, it begins when the request was due. So the delay of a stalled server counts for all
 * requests that had to wait.
 */
public final class LatencyMeter {
    private final OperationTally tally;
    private long due;
    private long start;

    public LatencyMeter(OperationTally tally) {
        this.tally = tally;
    }

    /** The next request was due at {@code nanoTime}, which has passed. */
    public void due(long nanoTime) {
        due = nanoTime;
    }

    public void begin() {
        start = due == 0 ? System.nanoTime() : due;
        due = 0;
    }

    public void succeeded(MeasuredOperation operation, long bytes) {
        tally.succeeded(operation, System.nanoTime() - start, bytes);
    }

    public void failed(MeasuredOperation operation, String reason) {
        tally.failed(operation, reason);
    }
}
