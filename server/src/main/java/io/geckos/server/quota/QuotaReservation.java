package io.geckos.server.quota;

import io.geckos.domain.error.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The room that one upload has in all quotas that count for it. For one thread; {@code close} gives the room back. */
final class QuotaReservation implements AutoCloseable {
    private final Map<QuotaScope, Quota> quotas;
    private final int objects;
    private final Supplier<StoredAmount> replaced;
    private final List<QuotaScope> held = new ArrayList<>();
    private StoredAmount amount = StoredAmount.NONE;
    private boolean whole;

    /**
     * A reservation of nothing.
     *
     * @param objects 1 for an upload that makes an object, 0 for a part of one
     * @param replaced looks up what the upload replaces
     */
    QuotaReservation(Map<QuotaScope, Quota> quotas, int objects, Supplier<StoredAmount> replaced) {
        this.quotas = quotas;
        this.objects = objects;
        this.replaced = replaced;
    }

    /**
     * Reserves room for an upload of so many bytes, in place of what was reserved before.
     *
     * @throws StorageException.QuotaExceeded if there is not enough
     */
    void require(long bytes) {
        StoredAmount wanted = new StoredAmount(bytes, objects);
        if (whole && amount.equals(wanted)) {
            return;
        }
        close();
        whole = tryReserve(wanted).isEmpty();
        if (whole) {
            return;
        }
        // Looked up only now, because most uploads have room anyway.
        tryReserve(wanted.exceeding(replaced.get())).ifPresent(full -> {
            throw new StorageException.QuotaExceeded(full.name());
        });
    }

    /** Reserves in all scopes or in none, and answers the one that has not enough room. */
    private Optional<QuotaScope> tryReserve(StoredAmount wanted) {
        amount = wanted;
        for (Map.Entry<QuotaScope, Quota> entry : quotas.entrySet()) {
            if (!entry.getKey().reserve(entry.getValue(), wanted)) {
                close();
                return Optional.of(entry.getKey());
            }
            held.add(entry.getKey());
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        held.forEach(scope -> scope.release(amount));
        held.clear();
        whole = false;
    }
}
