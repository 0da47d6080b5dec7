package io.geckos.bench.measure;

/**
 * One connection's clock. A request's time begins when it is sent, or, where requests are due at a fixed rate and the connection
 * was still busy, when it was due: so a server that stalls is charged for all that waited meanwhile.
 */
public final class Meter {
    private final Tally tally;
    private long due;
    private long start;

    public Meter(Tally tally) {
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

    public void succeeded(Operation operation, long bytes) {
        tally.succeeded(operation, System.nanoTime() - start, bytes);
    }

    public void failed(Operation operation, String reason) {
        tally.failed(operation, reason);
    }
}
