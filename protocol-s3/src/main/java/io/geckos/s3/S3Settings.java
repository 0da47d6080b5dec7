package io.geckos.s3;

import io.geckos.domain.Principal;
import java.util.List;
import java.util.Optional;

/**
 * How the protocol is to behave.
 *
 * @param region what locations are checked against; empty accepts any and answers {@code us-east-1}
 * @param baseDomains hosts below which the first label names the bucket
 * @param owner of everything
 * @param corsOrigins whose scripts may do anything with buckets that have no CORS rules of their own, each with at
 *     most one {@code *}
 */
public record S3Settings(Optional<String> region, List<String> baseDomains, Principal owner, List<String> corsOrigins) {
    /** Copies. */
    public S3Settings {
        baseDomains = List.copyOf(baseDomains);
        corsOrigins = List.copyOf(corsOrigins);
    }

    /** Settings that let scripts of other origins do what buckets allow them. */
    public S3Settings(Optional<String> region, List<String> baseDomains, Principal owner) {
        this(region, baseDomains, owner, List.of());
    }
}
