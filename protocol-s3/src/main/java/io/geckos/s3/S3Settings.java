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
 */
public record S3Settings(Optional<String> region, List<String> baseDomains, Principal owner) {
    /** Copies. */
    public S3Settings {
        baseDomains = List.copyOf(baseDomains);
    }
}
