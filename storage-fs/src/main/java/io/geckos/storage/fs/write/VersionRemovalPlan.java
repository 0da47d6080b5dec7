package io.geckos.storage.fs.write;

import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteOutcome;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.Protection;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.format.VersionName;
import io.geckos.storage.fs.read.LocatedObject;
import io.geckos.storage.fs.versions.KeyVersions;
import io.geckos.storage.fs.versions.VersionedKey;
import io.geckos.storage.fs.volume.BucketState;
import io.geckos.storage.fs.volume.CommitClock;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The versions of one key that a request removes, of which each may be removed. For one thread. */
final class VersionRemovalPlan {
    private final ObjectId id;
    private final VersionedKey key;
    private final BucketState state;
    private final KeyVersions versions;
    private final CommitClock clock;
    private final @Nullable VersionName implied;

    private final Set<VersionName> kept = new LinkedHashSet<>();

    private boolean current;
    private boolean removesImpliedMarker;

    VersionRemovalPlan(ObjectId id, VersionedKey key, BucketState state, KeyVersions versions, CommitClock clock)
            throws FileFault {
        this.id = id;
        this.key = key;
        this.state = state;
        this.versions = versions;
        this.clock = clock;
        this.implied = key.history().impliedMarker(id.key(), versions.stamps());
    }

    /** Adds a target to the plan, if it may be removed. */
    void add(DeleteTarget target, IdentityHashMap<DeleteTarget, DeleteOutcome> outcomes) throws FileFault {
        Version.Named version = (Version.Named) target.version();
        VersionName found = key.history().find(version);
        VersionName name = found == null || kept.contains(found) ? null : found;
        boolean isImplied = implied != null && implied.version().equals(version);
        boolean isCurrent = key.history().isCurrent(version);
        try {
            require(target, version, name, isCurrent);
        } catch (StorageException refusal) {
            outcomes.put(target, new DeleteOutcome.Refused(target, refusal));
            return;
        }
        current |= isCurrent;
        removesImpliedMarker |= isImplied;
        if (name != null && !isCurrent) {
            kept.add(name);
        }
        boolean marker = isImplied || (name != null && name.marker() && !isCurrent);
        if (!(outcomes.get(target) instanceof DeleteOutcome.Deleted)) {
            // If a file was in the way, an earlier attempt has already removed some of them.
            outcomes.put(target, new DeleteOutcome.Deleted(target, Optional.of(version), marker));
        }
    }

    /** The kept versions that are to be removed. */
    Set<VersionName> kept() {
        return kept;
    }

    /** Tells whether the current object is to be removed. */
    boolean removesCurrent() {
        return current;
    }

    /** Tells whether the delete marker that no file stands for is to be removed. */
    boolean removesImpliedMarker() {
        return removesImpliedMarker;
    }

    /** The newest kept version that stays; null if none does. */
    @Nullable
    VersionName top() throws FileFault {
        for (VersionName name : key.history().kept()) {
            if (!kept.contains(name)) {
                return name;
            }
        }
        return null;
    }

    /** Throws if the version may not be removed. */
    private void require(DeleteTarget target, Version version, @Nullable VersionName name, boolean isCurrent)
            throws FileFault {
        boolean isObject = isCurrent || (name != null && !name.marker());
        if (target.condition().equals(WriteCondition.ALWAYS) && !isObject) {
            return;
        }
        LocatedObject object = !isObject
                ? null
                : isCurrent || name == null ? key.history().current() : versions.read(key.directory(), id, name, false);
        WriteConditionCheck.check(id, target.condition(), object);
        if (object == null) {
            return;
        }
        // Independent of the bucket's record, which may have changed since the version was protected.
        if (!object.entry().spec().protection().equals(Protection.NONE)) {
            Instant now = FileStatus.instant(clock.next());
            new RetentionCheck(id, version, target.bypass(), now)
                    .requireDeletable(object.entry().spec().protection());
        } else if (name != null
                && !isCurrent
                && !object.entry().isRead()
                && state.lock().isPresent()) {
            throw RetentionCheck.unreadable(key.directory().path() + "/" + name.sidecar(), id);
        }
    }
}
