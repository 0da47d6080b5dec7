package io.geckos.server.quota;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a quota is for: a bucket or the account. Uploads reserve room before they take it, so that several at the same time
 * do not exceed the quota together. Safe for many threads.
 */
final class QuotaScope {
    /** The time after which changes count that this server was not told of, as files that were put by hand. */
    private static final long RECOUNT = Duration.ofSeconds(5).toNanos();

    private final String name;
    private final Supplier<Optional<StoredAmount>> counted;
    private StoredAmount reserved = StoredAmount.NONE;

    /** At least what is stored and reserved; nothing is subtracted before the next count. */
    private StoredAmount bound = StoredAmount.NONE;

    private boolean known;
    private long countedAt;

    /**
     * A scope in which nothing is reserved.
     *
     * @param name for the client: {@code bucket}
     * @param counted what is stored; empty if that is not counted yet, and then there is room
     */
    QuotaScope(String name, Supplier<Optional<StoredAmount>> counted) {
        this.name = name;
        this.counted = counted;
    }

    String name() {
        return name;
    }

    /** Reserves room. Answers false if there is not enough. */
    synchronized boolean reserve(Quota quota, StoredAmount more) {
        if (!known || System.nanoTime() - countedAt > RECOUNT || !quota.hasRoom(bound, more)) {
            count();
        }
        if (known && !quota.hasRoom(bound, more)) {
            return false;
        }
        reserved = reserved.plus(more);
        bound = bound.plus(more);
        return true;
    }

    /**
     * Ends a reservation. If it was used, that must be counted already: then every moment counts it as stored or as
     * reserved.
     */
    synchronized void release(StoredAmount amount) {
        reserved = reserved.minus(amount);
    }

    private void count() {
        Optional<StoredAmount> now = counted.get();
        known = now.isPresent();
        countedAt = System.nanoTime();
        bound = now.orElse(StoredAmount.NONE).plus(reserved);
    }
}
