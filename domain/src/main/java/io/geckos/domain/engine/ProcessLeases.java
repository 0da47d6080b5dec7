package io.geckos.domain.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Leases between the threads of this process. For engines whose data only one process uses at a time. Safe for many
 * threads.
 */
public final class ProcessLeases {
    private final Map<DocumentName, Held> held = new HashMap<>();

    /** Begins without leases. */
    public ProcessLeases() {}

    /** Takes a lease, with the promises of {@link DocumentStore#lease}. */
    public synchronized Optional<DocumentStore.Lease> lease(DocumentName name, Duration duration) {
        Held holder = held.get(name);
        if (holder != null && holder.isValid()) {
            return Optional.empty();
        }
        Held lease = new Held(name, duration);
        held.put(name, lease);
        return Optional.of(lease);
    }

    private final class Held implements DocumentStore.Lease {
        private final DocumentName name;
        private final Duration duration;
        private long end;

        private Held(DocumentName name, Duration duration) {
            this.name = name;
            this.duration = duration;
            this.end = System.nanoTime() + duration.toNanos();
        }

        private boolean isValid() {
            return end - System.nanoTime() > 0;
        }

        @Override
        public boolean renew() {
            synchronized (ProcessLeases.this) {
                boolean mine = held.get(name) == this && isValid();
                end = mine ? System.nanoTime() + duration.toNanos() : end;
                return mine;
            }
        }

        @Override
        public void close() {
            synchronized (ProcessLeases.this) {
                held.remove(name, this);
            }
        }
    }
}
