package io.geckos.storage.testkit.data;

import io.geckos.domain.engine.DocumentName;
import io.geckos.domain.engine.DocumentStore;
import io.geckos.domain.engine.ForwardingDocumentStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Documents whose leases end when a test says so, as if an operator had broken them or their server had stood still. */
public final class BreakableLeases extends ForwardingDocumentStore {
    private final List<Lease> taken = new ArrayList<>();

    /** Forwards to {@code documents}. */
    public BreakableLeases(DocumentStore documents) {
        super(documents);
    }

    @Override
    public synchronized Optional<Lease> lease(DocumentName name, Duration duration) {
        Optional<Lease> lease = super.lease(name, duration);
        lease.ifPresent(taken::add);
        return lease;
    }

    /** Ends all leases that were taken here; their holders are not told. */
    public synchronized void breakAll() {
        taken.forEach(Lease::close);
    }
}
