package io.geckos.domain.security;

/** Decides whether somebody may do something. Safe for many threads. */
@FunctionalInterface
public interface AccessPolicy {
    Decision decide(AccessRequest request);

    /** The answer. */
    enum Decision {
        ALLOWED,
        DENIED
    }
}
