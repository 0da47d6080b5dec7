package io.geckos.server.connection;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.concurrency.limits.LimitAlgorithm;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many requests are served at once. When all places are taken, a request gets that of one whose client has kept the
 * server waiting for longest, or is refused if there is none.
 */
@SuppressWarnings("removal") // What will go must be answered all the same, while it is there.
public final class RequestSlots implements Limit {
    /** Far more than a request takes to end whose connection was closed. */
    private static final long WAIT_SECONDS = 5;

    private final int most;
    private final OpenConnections connections;
    private final Semaphore places;

    /** That many, for the requests of these connections. */
    public RequestSlots(int most, OpenConnections connections) {
        this.most = most;
        this.connections = connections;
        // Whoever made a place must get it, and not who comes later.
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
            return granted ? Optional.of(new Place()) : Optional.empty();
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

    /** Of one request, until it has ended in one way or another. */
    private final class Place implements LimitAlgorithm.Token {
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
