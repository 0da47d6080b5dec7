package io.geckos.bench.measure;

/**
 * One connection's clock. A request's time begins when it is sent, or, where requests are due at a fixed rate and the connection
 * was still busy, when it was due: so a server that stalls is charged for all that waited meanwhile.
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
