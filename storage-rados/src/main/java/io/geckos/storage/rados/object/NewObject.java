package io.geckos.storage.rados.object;

import io.geckos.domain.bucket.ObjectLock;
import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.error.StorageException.ConditionFailed;
import io.geckos.domain.error.StorageException.NoSuchObject;
import io.geckos.domain.error.StorageException.WrongState;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import io.geckos.domain.name.VersionId;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.Protection;
import io.geckos.domain.object.Retention;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.rados.format.BucketRow;
import io.geckos.storage.rados.format.ObjectContent;
import io.geckos.storage.rados.format.RowKey;
import io.geckos.storage.rados.format.VersionRow;
import io.geckos.storage.rados.index.KeyChange;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** What makes a version the latest of its key, and what stands against it. */
public final class NewObject {
    private NewObject() {}

    /** Adds an object with the retention that its bucket gives to new ones. */
    public static ObjectInfo add(BucketRow bucket, ObjectId id, ObjectContent content, KeyChange change) {
        checkProtection(bucket, content.spec());
        Instant now = Instant.now();
        Protection own = content.spec().protection();
        Optional<Retention> retention = own.retention()
                .or(() -> bucket.facts().lock().flatMap(ObjectLock::byDefault).map(it -> it.from(now)));
        ObjectSpec spec = content.spec().withProtection(own.withRetention(retention));
        VersionRow version = version(bucket, change, now, Optional.of(content.withSpec(spec)));
        change.add(version);
        return version.info(id, bucket.isVersioned()).orElseThrow();
    }

    /** Adds a delete marker. */
    static VersionRow addMarker(BucketRow bucket, KeyChange change) {
        VersionRow marker = version(bucket, change, Instant.now(), Optional.empty());
        change.add(marker);
        return marker;
    }

    private static VersionRow version(
            BucketRow bucket, KeyChange change, Instant now, Optional<ObjectContent> content) {
        long order = change.nextOrder(now);
        Version.Named name = bucket.facts().versioning() == VersioningStatus.ENABLED
                ? new Version.Exactly(new VersionId(RowKey.orderText(order)
                        + "%016x".formatted(ThreadLocalRandom.current().nextLong())))
                : Version.NULL;
        return new VersionRow(order, name, now, content);
    }

    /** Throws for a protection in a bucket without object lock. */
    public static void checkProtection(BucketRow bucket, ObjectSpec spec) {
        if (!spec.protection().equals(Protection.NONE)) {
            requireLock(bucket);
        }
    }

    static void requireLock(BucketRow bucket) {
        if (bucket.facts().lock().isEmpty()) {
            throw new WrongState(bucket.facts().name(), "has no object lock");
        }
    }

    /** Throws unless a version meets a condition; a delete marker counts as none. */
    public static void checkCondition(ObjectId id, Optional<VersionRow> version, WriteCondition condition) {
        Optional<ObjectInfo> there = version.flatMap(it -> it.info(id, false));
        if (there.isEmpty() && !condition.holdsOfNone()) {
            throw new NoSuchObject(id);
        }
        if (there.isPresent() && !condition.holdsOf(there.get())) {
            throw new ConditionFailed(id);
        }
    }
}
