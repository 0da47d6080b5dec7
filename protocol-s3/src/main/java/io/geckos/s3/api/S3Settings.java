package io.geckos.s3.api;

import io.geckos.domain.lifecycle.LifecycleDay;
import io.geckos.domain.name.Principal;
import io.geckos.domain.object.StorageClass;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of the protocol.
 *
 * @param region the only location that clients may name; empty accepts any and answers {@code us-east-1}
 * @param baseDomains the domains below which the first label of a host names the bucket
 * @param owner the owner of every bucket and object
 * @param corsOrigins the origins whose scripts may use buckets without CORS rules; each may have one {@code *}
 * @param storageClasses the storage classes that clients may name; {@link StorageClass#STANDARD} is always among them
 * @param lifecycleDay how long a day of lifecycle rules is
 */
public record S3Settings(
        Optional<String> region,
        List<String> baseDomains,
        Principal owner,
        List<String> corsOrigins,
        Set<StorageClass> storageClasses,
        LifecycleDay lifecycleDay) {
    /** Copies, and adds the standard storage class. */
    public S3Settings {
        Set<StorageClass> classes = new LinkedHashSet<>(Set.of(StorageClass.STANDARD));
        classes.addAll(storageClasses);
        storageClasses = Collections.unmodifiableSet(classes);
        baseDomains = List.copyOf(baseDomains);
        corsOrigins = List.copyOf(corsOrigins);
    }

    /** Settings with the usual storage classes and days of 24 hours, in which only the buckets' own CORS rules count. */
    public S3Settings(Optional<String> region, List<String> baseDomains, Principal owner) {
        this(region, baseDomains, owner, List.of(), Set.of(StorageClass.REDUCED_REDUNDANCY), LifecycleDay.REAL);
    }
}
