package io.geckos.storage.rados.object;

import io.geckos.domain.error.StorageException.VersionProtected;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteOutcome.Deleted;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.Protection;
import io.geckos.domain.object.Retention;
import io.geckos.storage.rados.format.BucketRow;
import io.geckos.storage.rados.format.VersionRow;
import io.geckos.storage.rados.index.KeyChange;
import io.geckos.storage.rados.index.KeyIndex;
import io.geckos.storage.rados.index.VersionRows;
import java.time.Instant;
import java.util.Optional;

/** Deletes versions, or hides them by a delete marker. */
record VersionDeletion(KeyIndex index) {
    Deleted delete(BucketRow bucket, DeleteTarget target) {
        ObjectId id = new ObjectId(bucket.facts().name(), target.key());
        return index.change(bucket, id, (current, history, change) -> {
            Optional<VersionRow> found = history.find(target.version());
            NewObject.checkCondition(id, found, target.condition());
            return switch (target.version()) {
                case Version.Named name -> remove(id, target, name, current, found, change);
                case Version.Latest _ -> hide(target, current, history, change);
            };
        });
    }

    private static Deleted remove(
            ObjectId id,
            DeleteTarget target,
            Version.Named name,
            BucketRow bucket,
            Optional<VersionRow> found,
            KeyChange change) {
        found.flatMap(VersionRow::content)
                .map(content -> content.spec().protection())
                .filter(protection -> isKept(protection, target.bypass()))
                .ifPresent(_ -> {
                    throw new VersionProtected(id, name);
                });
        found.ifPresent(change::remove);
        boolean marker = found.filter(it -> it.content().isEmpty()).isPresent();
        return new Deleted(target, bucket.isVersioned() ? Optional.of(name) : Optional.empty(), marker);
    }

    private static Deleted hide(DeleteTarget target, BucketRow bucket, VersionRows history, KeyChange change) {
        if (bucket.isVersioned()) {
            return new Deleted(
                    target, Optional.of(NewObject.addMarker(bucket, change).version()), true);
        }
        history.latest().ifPresent(change::remove);
        return new Deleted(target, Optional.empty(), false);
    }

    private static boolean isKept(Protection protection, boolean bypass) {
        return protection.legalHold()
                || protection.retention().filter(it -> binds(it, bypass)).isPresent();
    }

    /** Tells whether a retention still binds whoever may bypass, or may not bypass, that of governance. */
    static boolean binds(Retention retention, boolean bypass) {
        boolean isOver = !retention.until().isAfter(Instant.now());
        return !isOver && !(bypass && retention.mode() == Retention.Mode.GOVERNANCE);
    }
}
