package io.geckos.server.connection;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.concurrency.limits.LimitAlgorithm;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Limits the number of requests that are served at a time. If all places are taken, the request whose client has kept
 * the server waiting for longest loses its place. If no client keeps the server waiting, the new request is refused.
 */
@SuppressWarnings("removal") // What will go must be answered all the same, while it is there.
public final class RequestSlots implements Limit {
    /** The wait for the place of a closed connection. This is far more than such a request takes to end. */
    private static final long WAIT_SECONDS = 5;

    private final int most;
    private final OpenConnections connections;
    private final Semaphore places;

    /** Makes {@code most} places for the requests of these connections. */
    public RequestSlots(int most, OpenConnections connections) {
        this.most = most;
        this.connections = connections;
        // Fair, so that the request that freed a place gets it, and not a later one.
        this.places = new Semaphore(most, true);
    }

    @Override
    public Optional<LimitAlgorithm.Token> tryAcquire() {
        return tryAcquire(true);
    }

    @Override
    public Optional<LimitAlgorithm.Token> tryAcquire(boolean mayWait) {
        try {
            boolean granted = places.tryAcquire(0, TimeUnit.SECONDS)
                    || (mayWait && connections.closeStalled() && places.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS));
            return granted ? Optional.of(new Slot()) : Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public Limit copy() {
        return new RequestSlots(most, connections);
    }

    @Override
    public String name() {
        return "requests";
    }

    @Override
    public String type() {
        return "places";
    }

    /** The place of one request, until the request ends. */
    private final class Slot implements LimitAlgorithm.Token {
        @Override
        public void success() {
            places.release();
        }

        @Override
        public void dropped() {
            places.release();
        }

        @Override
        public void ignore() {
            places.release();
        }
    }
}
