package io.geckos.s3.call;

import io.geckos.domain.security.AccessPolicy.Decision;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What decided about a request, for the operator's log: its first refusal, or else its first permission. Safe for many threads.
 */
public final class AccessAudit {
    private @Nullable Decision decision;

    /** Nothing has decided yet. */
    public AccessAudit() {}

    /** Adds a decision. */
    synchronized void add(Decision next) {
        if (decision == null || (decision.allowed() && !next.allowed())) {
            decision = next;
        }
    }

    /** What decided, as the log names it; empty if nothing has, or it has no name. */
    public synchronized Optional<String> decidedBy() {
        return Optional.ofNullable(decision).map(Decision::by).filter(by -> !by.isEmpty());
    }
}
