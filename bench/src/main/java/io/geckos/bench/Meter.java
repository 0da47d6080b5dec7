package io.geckos.bench;

/**
 * One connection's clock. A request's time begins when it is sent, or, where requests are due at a fixed rate and the connection
 * was still busy, when it was due: so a server that stalls is charged for all that waited meanwhile.
 */
final class Meter {
    private final Tally tally;
    private long due;
    private long start;

    Meter(Tally tally) {
        this.tally = tally;
    }

    /** The next request was due at {@code nanoTime}, which has passed. */
    void due(long nanoTime) {
        due = nanoTime;
    }

    void begin() {
        start = due == 0 ? System.nanoTime() : due;
        due = 0;
    }

    void succeeded(Operation operation, long bytes) {
        tally.succeeded(operation, System.nanoTime() - start, bytes);
    }

    void failed(Operation operation, String reason) {
        tally.failed(operation, reason);
    }
}
