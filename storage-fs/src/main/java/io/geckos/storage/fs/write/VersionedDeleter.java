package io.geckos.storage.fs.write;

import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteOutcome;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.storage.fs.directories.KeyTransactions;
import io.geckos.storage.fs.directories.RetryAfterMove;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.format.ObjectMetadata;
import io.geckos.storage.fs.format.VersionName;
import io.geckos.storage.fs.read.LocatedObject;
import io.geckos.storage.fs.read.ObjectLookup;
import io.geckos.storage.fs.versions.KeyVersions;
import io.geckos.storage.fs.versions.VersionedKey;
import io.geckos.storage.fs.volume.BucketRecords;
import io.geckos.storage.fs.volume.BucketState;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.volume.StorageErrorMapping;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Deletes in buckets that keep versions: makes delete markers, and removes single versions for good. */
final class VersionedDeleter {
    private final DataDirectory volume;
    private final BucketRecords records;
    private final StorageErrorMapping faults;
    private final KeyTransactions changes;
    private final ObjectLookup lookup;
    private final CommitSteps steps;
    private final ObjectPreparation preparation;
    private final VersionedCommitter committer;
    private final KeyVersions versions;
    private final UsageCounters usage;

    VersionedDeleter(WriteParts parts, StorageErrorMapping faults, VersionedCommitter committer) {
        this.volume = parts.volume();
        this.records = parts.records();
        this.faults = faults;
        this.changes = parts.changes();
        this.lookup = parts.lookup();
        this.steps = parts.steps();
        this.preparation = parts.preparation();
        this.committer = committer;
        this.versions = parts.versions();
        this.usage = parts.holdings();
    }

    /** Attempts all, those of one key in their order. Answers the outcomes in the order of the targets. */
    List<DeleteOutcome> attempt(BucketName bucket, List<DeleteTarget> targets) {
        Map<ObjectKey, List<DeleteTarget>> byKey = new LinkedHashMap<>();
        for (DeleteTarget target : targets) {
            byKey.computeIfAbsent(target.key(), _ -> new ArrayList<>()).add(target);
        }
        IdentityHashMap<DeleteTarget, DeleteOutcome> outcomes = new IdentityHashMap<>();
        byKey.forEach((key, same) -> attempt(new ObjectId(bucket, key), same, outcomes));
        return targets.stream()
                .map(target -> Objects.requireNonNull(outcomes.get(target)))
                .toList();
    }

    private void attempt(
            ObjectId id, List<DeleteTarget> targets, IdentityHashMap<DeleteTarget, DeleteOutcome> outcomes) {
        try {
            List<DeleteTarget> named = new ArrayList<>();
            for (DeleteTarget target : targets) {
                if (target.version().equals(Version.LATEST)) {
                    remove(id, named, outcomes);
                    outcomes.put(target, faults.writing(() -> hide(id, target)));
                } else {
                    named.add(target);
                }
            }
            remove(id, named, outcomes);
        } catch (StorageException.NoSuchBucket missing) {
            throw missing;
        } catch (StorageException refusal) {
            for (DeleteTarget target : targets) {
                outcomes.putIfAbsent(target, new DeleteOutcome.Refused(target, refusal));
            }
        }
    }

    private DeleteOutcome hide(ObjectId id, DeleteTarget target) throws FileFault {
        return changes.run(List.of(id), dirs -> {
            BucketState state = requireVersions(id.bucket());
            LocatedObject current = lookup.find(dirs, id.key(), false);
            try {
                WriteConditionCheck.check(id, target.condition(), current);
            } catch (StorageException refusal) {
                return new DeleteOutcome.Refused(target, refusal);
            }
            steps.endUpload(id, current);
            VersionName marker =
                    committer.hide(new VersionedCommitter.Publication(dirs, id, current), state.versioning());
            if (current != null) {
                usage.changed(id, current, null);
            }
            return new DeleteOutcome.Deleted(target, Optional.of(marker.version()), true);
        });
    }

    /** The state of a bucket; it may have been deleted and recreated without versioning meanwhile. */
    private BucketState requireVersions(BucketName bucket) throws FileFault {
        BucketState state = records.require(bucket);
        if (!state.hasVersions()) {
            throw new StorageException.Busy("bucket " + bucket + " was made anew meanwhile");
        }
        return state;
    }

    /** Removes the versions of {@code targets}, and clears the list. Outcomes in the map are final. */
    private void remove(
            ObjectId id, List<DeleteTarget> targets, IdentityHashMap<DeleteTarget, DeleteOutcome> outcomes) {
        if (!targets.isEmpty()) {
            outcomes.putAll(faults.writing(() -> removeAll(id, targets)));
            targets.clear();
        }
    }

    private IdentityHashMap<DeleteTarget, DeleteOutcome> removeAll(ObjectId id, List<DeleteTarget> targets)
            throws FileFault {
        return changes.run(List.of(id), dirs -> {
            IdentityHashMap<DeleteTarget, DeleteOutcome> outcomes = new IdentityHashMap<>();
            LocatedObject current = lookup.find(dirs, id.key(), false);
            try (VersionedKey key = preparation.open(id, current)) {
                VersionRemovalPlan plan =
                        new VersionRemovalPlan(id, key, requireVersions(id.bucket()), versions, volume.clock());
                for (DeleteTarget target : targets) {
                    plan.add(target, outcomes);
                }
                key.done(run(new VersionedCommitter.Publication(dirs, id, current), key, plan));
            }
            return outcomes;
        });
    }

    /**
     * Removes in an order in which no version becomes visible meanwhile that was hidden before:
     *
     * <ol>
     *   <li>versions below a delete marker, before the marker,
     *   <li>kept versions, before the current object,
     *   <li>and then the version that is on top at the end becomes current in one step.
     * </ol>
     */
    private @Nullable ObjectMetadata run(
            VersionedCommitter.Publication change, VersionedKey key, VersionRemovalPlan plan)
            throws FileFault, RetryAfterMove {
        LocatedObject current = change.current();
        VersionName top = plan.top();
        if (current != null) {
            key.remove(List.copyOf(plan.kept()));
            return plan.removesCurrent() ? removeCurrent(change, key, current, top) : current.entry();
        }
        VersionName newestRemoved = plan.kept().isEmpty() ? null : newest(plan.kept());
        boolean comesBack = top != null
                && !top.marker()
                && (plan.removesImpliedMarker()
                        || (newestRemoved != null && newestRemoved.marker() && isNewer(newestRemoved, top)));
        VersionName replacedMarker = comesBack && !plan.removesImpliedMarker() ? newestRemoved : null;
        key.remove(plan.kept().stream().filter(name -> !name.marker()).toList());
        key.remove(plan.kept().stream()
                .filter(name -> name.marker() && !name.equals(replacedMarker))
                .toList());
        if (comesBack && top != null) {
            ObjectMetadata back = committer.promote(change, key, top, replacedMarker);
            usage.changed(change.id(), null, back);
            return back;
        }
        if (top == null) {
            key.prune();
        }
        return null;
    }

    /** Removes the current object. If the newest kept version is an object, it becomes current, and is answered. */
    private @Nullable ObjectMetadata removeCurrent(
            VersionedCommitter.Publication change, VersionedKey key, LocatedObject current, @Nullable VersionName top)
            throws FileFault, RetryAfterMove {
        steps.endUpload(change.id(), current);
        steps.removeHidden(change.dirs(), change.id(), current);
        ObjectMetadata back = null;
        if (top != null && !top.marker()) {
            back = committer.promote(change, key, top, null);
        } else {
            committer.remove(change, current);
            if (top == null) {
                key.prune();
            }
        }
        usage.changed(change.id(), current, back);
        return back;
    }

    private static VersionName newest(Set<VersionName> names) {
        VersionName newest = names.iterator().next();
        for (VersionName name : names) {
            newest = isNewer(name, newest) ? name : newest;
        }
        return newest;
    }

    private static boolean isNewer(VersionName one, VersionName other) {
        return one.stamp().order() > other.stamp().order();
    }
}
