package io.geckos.domain.security;

/** Decides whether a caller may do an operation. Safe for many threads. */
@FunctionalInterface
public interface AccessPolicy {
    Decision decide(AccessRequest request);

    /** The answer. */
    enum Decision {
        ALLOWED,
        DENIED
    }
}
