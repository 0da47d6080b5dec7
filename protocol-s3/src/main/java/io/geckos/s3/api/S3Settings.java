package io.geckos.s3.api;

import io.geckos.domain.name.Principal;
import io.geckos.domain.object.StorageClass;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How the protocol is to behave.
 *
 * @param region what locations are checked against; empty accepts any and answers {@code us-east-1}
 * @param baseDomains hosts below which the first label names the bucket
 * @param owner of everything
 * @param corsOrigins whose scripts may do anything with buckets that have no CORS rules of their own, each with at
 *     most one {@code *}
 * @param storageClasses what clients may name; {@link StorageClass#STANDARD} is always among them
 */
public record S3Settings(
        Optional<String> region,
        List<String> baseDomains,
        Principal owner,
        List<String> corsOrigins,
        Set<StorageClass> storageClasses) {
    /** Copies, and adds the standard storage class. */
    public S3Settings {
        Set<StorageClass> classes = new LinkedHashSet<>(Set.of(StorageClass.STANDARD));
        classes.addAll(storageClasses);
        storageClasses = Collections.unmodifiableSet(classes);
        baseDomains = List.copyOf(baseDomains);
        corsOrigins = List.copyOf(corsOrigins);
    }

    /** Settings that let scripts of other origins do what buckets allow them, with the usual storage classes. */
    public S3Settings(Optional<String> region, List<String> baseDomains, Principal owner) {
        this(region, baseDomains, owner, List.of(), Set.of(StorageClass.REDUCED_REDUNDANCY));
    }
}
