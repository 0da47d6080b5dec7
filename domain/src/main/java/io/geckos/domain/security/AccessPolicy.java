package io.geckos.domain.security;

/** Decides whether an identity may do a named action to a resource. Safe for many threads. */
@FunctionalInterface
public interface AccessPolicy {
    /**
     * Decides.
     *
     * @param action the operation as S3 names it, {@code GetObject}
     * @param resource {@code bucket}, {@code bucket/key}, or empty for the service
     */
    Decision decide(Identity identity, String action, String resource);

    /** The answer. */
    enum Decision {
        ALLOWED,
        DENIED
    }
}
