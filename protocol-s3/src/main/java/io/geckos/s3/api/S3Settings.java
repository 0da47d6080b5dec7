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
 * @param corsOrigins the origins whose scripts may use buckets without CORS rules; each may have one {@code *}
 * @param ownership who owns the objects of buckets without a setting of their own, and whether access control lists count
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
        List<String> corsOrigins,
        ObjectOwnership ownership,
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
        corsOrigins = List.copyOf(corsOrigins);
    }

    /** The settings of a server that configures none. */
    public static S3Settings of(Principal owner) {
        return builder(owner).build();
    }

    /** Builds settings from those of a server that configures none. */
    public static Builder builder(Principal owner) {
        return new Builder(owner);
    }

    /** Settings under construction. At first there is one account, no region, no default checksum and no encryption. */
    public static final class Builder {
        private final Principal owner;
        private Optional<String> region = Optional.empty();
        private List<String> baseDomains = List.of();
        private List<String> corsOrigins = List.of();
        private ObjectOwnership ownership = ObjectOwnership.BUCKET_OWNER_ENFORCED;
        private Set<StorageClass> storageClasses = Set.of(StorageClass.REDUCED_REDUNDANCY);
        private LifecycleDay lifecycleDay = LifecycleDay.REAL;
        private Optional<ChecksumAlgorithm> defaultChecksum = Optional.empty();
        private EncryptionSettings encryption = EncryptionSettings.NONE;
        private AccountDirectory accounts;

        private Builder(Principal owner) {
            this.owner = owner;
            this.accounts = AccountDirectory.of(owner);
        }

        public Builder region(Optional<String> value) {
            region = value;
            return this;
        }

        public Builder baseDomains(List<String> value) {
            baseDomains = value;
            return this;
        }

        public Builder corsOrigins(List<String> value) {
            corsOrigins = value;
            return this;
        }

        public Builder ownership(ObjectOwnership value) {
            ownership = value;
            return this;
        }

        public Builder storageClasses(Set<StorageClass> value) {
            storageClasses = value;
            return this;
        }

        public Builder lifecycleDay(LifecycleDay value) {
            lifecycleDay = value;
            return this;
        }

        public Builder defaultChecksum(Optional<ChecksumAlgorithm> value) {
            defaultChecksum = value;
            return this;
        }

        public Builder encryption(EncryptionSettings value) {
            encryption = value;
            return this;
        }

        public Builder accounts(AccountDirectory value) {
            accounts = value;
            return this;
        }

        /** The settings; throws {@link IllegalArgumentException} as their constructor does. */
        public S3Settings build() {
            return new S3Settings(
                    region,
                    baseDomains,
                    owner,
                    corsOrigins,
                    ownership,
                    storageClasses,
                    lifecycleDay,
                    defaultChecksum,
                    encryption,
                    accounts);
        }
    }
}
