package io.geckos.domain.security;

import io.geckos.domain.name.Initiator;
import java.util.Optional;

/** Decides whether a caller may do an operation. Safe for many threads. */
@FunctionalInterface
public interface AccessPolicy {
    Decision decide(AccessRequest request);

    /** The sender of a request as who begins an upload. Empty without credentials. */
    default Optional<Initiator> initiator(Identity identity) {
        return identity instanceof Identity.Known known
                ? Optional.of(new Initiator(known.principal()))
                : Optional.empty();
    }

    /**
     * The answer.
     *
     * @param by what decided, for the operator's log and never for the client: {@code root}, {@code policy:home/Sid}; empty
     *     if there is nothing to say
     */
    record Decision(boolean allowed, String by) {
        /** Allowed, by nothing in particular. */
        public static final Decision ALLOWED = new Decision(true, "");

        /** Denied, by nothing in particular. */
        public static final Decision DENIED = new Decision(false, "");
    }
}
