package io.geckos.storage.fs.write;

import io.geckos.domain.bucket.ObjectLock;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.Protection;
import io.geckos.domain.object.Retention;
import io.geckos.storage.fs.format.ObjectMetadata;
import io.geckos.storage.fs.volume.BucketState;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides what the protection of a version allows.
 *
 * @param bypass whether who asks may break a retention of {@link Retention.Mode#GOVERNANCE}
 * @param now when
 */
public record RetentionCheck(ObjectId id, Version version, boolean bypass, Instant now) {
    /** Throws {@link StorageException.WrongState} if something is to be protected in a bucket without object lock. */
    public static void requireLock(BucketName bucket, BucketState state, ObjectSpec spec) {
        if (!spec.protection().equals(Protection.NONE)) {
            requireLock(bucket, state);
        }
    }

    /** Throws {@link StorageException.WrongState} if the bucket has no object lock. */
    public static void requireLock(BucketName bucket, BucketState state) {
        if (state.lock().isEmpty()) {
            throw new StorageException.WrongState(bucket, "has no object lock");
        }
    }

    /** What is said of a new version, which gets the retention of its bucket if it brings none. */
    static ObjectMetadata byDefault(BucketState state, ObjectMetadata entry) {
        Protection protection = entry.spec().protection();
        if (protection.retention().isPresent()) {
            return entry;
        }
        return state.lock()
                .flatMap(ObjectLock::byDefault)
                .map(byDefault -> entry.withSpec(entry.spec()
                        .withProtection(protection.withRetention(Optional.of(byDefault.from(entry.lastModified()))))))
                .orElse(entry);
    }

    /** Throws {@link StorageException.Protected} if a version may not be deleted. */
    void requireDeletable(Protection protection) {
        boolean retained = protection
                .retention()
                .filter(retention -> retention.until().isAfter(now))
                .filter(retention -> !(bypass && retention.mode() == Retention.Mode.GOVERNANCE))
                .isPresent();
        if (retained || protection.legalHold()) {
            throw new StorageException.Protected(id, version);
        }
    }

    /**
     * What is said of a version once its retention is replaced.
     *
     * @throws StorageException.Protected if the retention it has may not be: it has not ended, and the other is none, ends
     *     earlier or has another mode
     */
    public ObjectMetadata retain(ObjectMetadata entry, Optional<Retention> next) {
        Protection protection = entry.spec().protection();
        Retention former = protection.retention().orElse(null);
        boolean yields = former == null
                || !former.until().isAfter(now)
                || (bypass && former.mode() == Retention.Mode.GOVERNANCE);
        boolean extended = former != null
                && next.isPresent()
                && next.get().mode() == former.mode()
                && !next.get().until().isBefore(former.until());
        if (!yields && !extended) {
            throw new StorageException.Protected(id, version);
        }
        return entry.withSpec(entry.spec().withProtection(protection.withRetention(next)));
    }
}
