package io.geckos.storage.fs.write;

import io.geckos.domain.bucket.ObjectLock;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.Protection;
import io.geckos.domain.object.Retention;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.files.StorageLog;
import io.geckos.storage.fs.format.ObjectMetadata;
import io.geckos.storage.fs.read.LocatedObject;
import io.geckos.storage.fs.volume.BucketState;
import io.geckos.storage.fs.volume.DataDirectory;
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

    /**
     * What refuses a change in a bucket with object lock, as a sidecar that may say of a protection cannot be read.
     *
     * @param path of the sidecar, for the operator
     */
    static StorageException.Unavailable unreadable(String path, ObjectId id) {
        StorageLog.warn(path + " cannot be read, and may protect a version of " + id
                + ": it is not changed until the file is put back");
        return new StorageException.Unavailable("the metadata of " + id + " cannot be read, and may protect it");
    }

    /** Throws {@link StorageException.VersionProtected} if a version may not be deleted. */
    void requireDeletable(Protection protection) {
        boolean retained = protection
                .retention()
                .filter(retention -> retention.until().isAfter(now))
                .filter(retention -> !(bypass && retention.mode() == Retention.Mode.GOVERNANCE))
                .isPresent();
        if (retained || protection.legalHold()) {
            throw new StorageException.VersionProtected(id, version);
        }
    }

    /** The same of an object in a bucket that keeps no versions: it comes from one that did. */
    static void requireDeletable(DataDirectory volume, ObjectId id, LocatedObject current) {
        Protection protection = current.entry().spec().protection();
        if (!protection.equals(Protection.NONE)) {
            Instant now = FileStatus.instant(volume.clock().next());
            new RetentionCheck(id, Version.LATEST, false, now).requireDeletable(protection);
        }
    }

    /**
     * What is said of a version once its retention is replaced.
     *
     * @throws StorageException.VersionProtected if the retention it has may not be: it has not ended, and the other is none, ends
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
            throw new StorageException.VersionProtected(id, version);
        }
        return entry.withSpec(entry.spec().withProtection(protection.withRetention(next)));
    }
}
