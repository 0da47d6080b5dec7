package io.geckos.s3.api;

import io.geckos.domain.bucket.ObjectOwnership;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.lifecycle.LifecycleDay;
import io.geckos.domain.name.Principal;
import io.geckos.domain.object.StorageClass;
import io.geckos.domain.security.AccountDirectory;
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
 * @param owner the first account, to which buckets and objects belong that are no other's
 * @param defaults what counts for buckets without settings of their own
 * @param storageClasses the storage classes that clients may name; {@link StorageClass#STANDARD} is always among them
 * @param lifecycleDay how long a day of lifecycle rules is
 * @param defaultChecksum the checksum of objects for which clients state none; it can be combined from parts
 * @param encryption what is encrypted at rest, and with which keys
 * @param accounts all accounts
 */
public record S3Settings(
        Optional<String> region,
        List<String> baseDomains,
        Principal owner,
        BucketDefaults defaults,
        Set<StorageClass> storageClasses,
        LifecycleDay lifecycleDay,
        Optional<ChecksumAlgorithm> defaultChecksum,
        EncryptionSettings encryption,
        AccountDirectory accounts) {
    /** Copies, and adds the standard storage class. Throws {@link IllegalArgumentException} for another checksum. */
    public S3Settings {
        if (!defaultChecksum.map(ChecksumAlgorithm::isCombinable).orElse(true)) {
            throw new IllegalArgumentException("no checksum of parts: " + defaultChecksum);
        }
        Set<StorageClass> classes = new LinkedHashSet<>(Set.of(StorageClass.STANDARD));
        classes.addAll(storageClasses);
        storageClasses = Collections.unmodifiableSet(classes);
        baseDomains = List.copyOf(baseDomains);
    }

    /** Settings of a server whose buckets have no access control lists unless they say so. */
    public S3Settings(
            Optional<String> region,
            List<String> baseDomains,
            Principal owner,
            List<String> corsOrigins,
            Set<StorageClass> storageClasses,
            LifecycleDay lifecycleDay) {
        this(
                region,
                baseDomains,
                owner,
                new BucketDefaults(corsOrigins, ObjectOwnership.BUCKET_OWNER_ENFORCED),
                storageClasses,
                lifecycleDay);
    }

    /** Settings without a default checksum and without encryption. */
    public S3Settings(
            Optional<String> region,
            List<String> baseDomains,
            Principal owner,
            BucketDefaults defaults,
            Set<StorageClass> storageClasses,
            LifecycleDay lifecycleDay) {
        this(
                region,
                baseDomains,
                owner,
                defaults,
                storageClasses,
                lifecycleDay,
                Optional.empty(),
                EncryptionSettings.NONE,
                AccountDirectory.of(owner));
    }

    /** Settings with the usual storage classes and days of 24 hours, in which only the buckets' own CORS rules count. */
    public S3Settings(Optional<String> region, List<String> baseDomains, Principal owner) {
        this(region, baseDomains, owner, List.of(), Set.of(StorageClass.REDUCED_REDUNDANCY), LifecycleDay.REAL);
    }

    /** A copy with encryption at rest. */
    public S3Settings withEncryption(EncryptionSettings other) {
        return new S3Settings(
                region, baseDomains, owner, defaults, storageClasses, lifecycleDay, defaultChecksum, other, accounts);
    }

    /** A copy with other accounts beside the first one. */
    public S3Settings withAccounts(AccountDirectory others) {
        return new S3Settings(
                region,
                baseDomains,
                owner,
                defaults,
                storageClasses,
                lifecycleDay,
                defaultChecksum,
                encryption,
                others);
    }

    /**
     * What counts for buckets without settings of their own.
     *
     * @param corsOrigins the origins whose scripts may use buckets without CORS rules; each may have one {@code *}
     * @param ownership who owns objects, and whether access control lists count
     */
    public record BucketDefaults(List<String> corsOrigins, ObjectOwnership ownership) {
        /** Copies. */
        public BucketDefaults {
            corsOrigins = List.copyOf(corsOrigins);
        }
    }

    /** The origins whose scripts may use buckets without CORS rules. */
    public List<String> corsOrigins() {
        return defaults.corsOrigins();
    }

    /** Who owns the objects of buckets without a setting of their own. */
    public ObjectOwnership ownership() {
        return defaults.ownership();
    }
}
