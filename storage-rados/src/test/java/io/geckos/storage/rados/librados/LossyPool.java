package io.geckos.storage.rados.librados;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A pool that can lose the answer to a write, as a network does: the write is carried out, and the caller is told of a
 * timeout.
 */
public final class LossyPool extends RadosPool {
    private final AtomicReference<Optional<Runnable>> loss = new AtomicReference<>(Optional.empty());

    /** Stands for {@code pool}, and is closed in its place. */
    public LossyPool(RadosPool pool) {
        super(pool);
    }

    /** Loses the answer to the next write; {@code meanwhile} happens between the write and the timeout. */
    public void loseNextAnswer(Runnable meanwhile) {
        loss.set(Optional.of(meanwhile));
    }

    @Override
    public int write(String object, WriteOperation operation) {
        int result = super.write(object, operation);
        Optional<Runnable> meanwhile = loss.getAndSet(Optional.empty());
        meanwhile.ifPresent(Runnable::run);
        return meanwhile.isPresent() ? -RadosException.TIMED_OUT : result;
    }
}
