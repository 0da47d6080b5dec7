package io.geckos.storage.rados.librados;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A pool whose first calls wait for each other: callers that make one after the other never get an answer. */
public final class RendezvousPool extends RadosPool {
    private final CountDownLatch missing;

    /** Stands for {@code pool}, which is closed in its place; {@code calls} is how many wait. */
    public RendezvousPool(RadosPool pool, int calls) {
        super(pool);
        missing = new CountDownLatch(calls);
    }

    private void await() {
        missing.countDown();
        try {
            if (!missing.await(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("these calls come one after the other");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public PendingOperation send(String object, WriteOperation operation) {
        await();
        return super.send(object, operation);
    }

    @Override
    public Optional<ObjectStat> stat(String object) {
        await();
        return super.stat(object);
    }
}
