package io.geckos.domain.security;

import io.geckos.domain.name.Principal;
import java.util.Optional;

/** Decides whether a caller may do an operation. Safe for many threads. */
@FunctionalInterface
public interface AccessPolicy {
    Decision decide(AccessRequest request);

    /**
     * The sender of a request as lists of uploads name who began them: an account by its canonical id, a user or a session by
     * its ARN. Empty without credentials.
     */
    default Optional<Principal> initiator(Identity identity) {
        return identity instanceof Identity.Known known ? Optional.of(known.principal()) : Optional.empty();
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
