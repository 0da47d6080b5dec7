package io.geckos.storage.fs.write;

import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteOutcome;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.storage.fs.directories.DirectoryCreator;
import io.geckos.storage.fs.directories.KeyTransactions;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.format.ObjectPath;
import io.geckos.storage.fs.read.LocatedObject;
import io.geckos.storage.fs.read.ObjectLookup;
import io.geckos.storage.fs.volume.BucketDirectoryHandles;
import io.geckos.storage.fs.volume.BucketRecords;
import io.geckos.storage.fs.volume.BucketState;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.volume.StorageErrorMapping;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Deletes objects, those of one request together: their files are removed, then each directory that lost some is made
 * durable once, and only then is what was said of them removed. Until the directory is durable the keys stay locked, so
 * nobody is told that an object is gone which a loss of power may bring back.
 */
public final class ObjectDeleter {
    /** Of how many objects the keys are locked and the directories held open at a time. */
    private static final int TOGETHER = 64;

    private final DataDirectory volume;
    private final BucketRecords records;
    private final StorageErrorMapping faults;
    private final KeyTransactions changes;
    private final ObjectLookup lookup;
    private final CommitSteps steps;
    private final VersionedDeleter versioned;
    private final ObjectPreparation preparation;
    private final DirectoryCreator directories;
    private final UsageCounters holdings;

    public ObjectDeleter(WriteParts parts, StorageErrorMapping faults) {
        this.volume = parts.volume();
        this.records = parts.records();
        this.faults = faults;
        this.changes = parts.changes();
        this.lookup = parts.lookup();
        this.steps = parts.steps();
        this.versioned = new VersionedDeleter(parts, faults, parts.versionedCommitter());
        this.preparation = parts.preparation();
        this.directories = parts.directories();
        this.holdings = parts.holdings();
    }

    /**
     * Attempts all in order; what became of each, in the same order.
     *
     * @throws StorageException.NoSuchBucket if the bucket is gone
     */
    public List<DeleteOutcome> attempt(BucketName bucket, List<DeleteTarget> targets) {
        List<DeleteOutcome> outcomes = new ArrayList<>(targets.size());
        for (int begin = 0; begin < targets.size(); begin += TOGETHER) {
            List<DeleteTarget> some = targets.subList(begin, Math.min(begin + TOGETHER, targets.size()));
            outcomes.addAll(some(bucket, some));
        }
        return outcomes;
    }

    private List<DeleteOutcome> some(BucketName bucket, List<DeleteTarget> targets) {
        BucketState state;
        try {
            state = faults.reading(() -> state(bucket, targets));
        } catch (StorageException.NoSuchBucket missing) {
            throw missing;
        } catch (StorageException refusal) {
            return targets.stream()
                    .<DeleteOutcome>map(target -> new DeleteOutcome.Refused(target, refusal))
                    .toList();
        }
        List<DeleteOutcome> done = state.hasVersions() ? List.of() : together(bucket, targets);
        return done.isEmpty() ? versioned(bucket, targets) : done;
    }

    /** The state of a bucket, which gets a record first if it has none and one of these objects is a version. */
    private BucketState state(BucketName bucket, List<DeleteTarget> targets) throws FileFault {
        BucketState state = records.require(bucket);
        for (int i = 0; state.isUnrecorded() && i < targets.size(); i++) {
            ObjectId id = new ObjectId(bucket, targets.get(i).key());
            state = changes.run(List.of(id), dirs -> preparation.state(bucket, lookup.find(dirs, id.key(), false)));
        }
        return state;
    }

    private List<DeleteOutcome> versioned(BucketName bucket, List<DeleteTarget> targets) {
        List<DeleteOutcome> outcomes = versioned.attempt(bucket, targets);
        directories.pruneFor(bucket, targets.stream().map(DeleteTarget::key).toList());
        return outcomes;
    }

    /** An object whose file was removed, but perhaps not yet durably. */
    private record RemovedObject(ObjectId id, LocatedObject former, DeleteBatch removal) {}

    /** Attempts all where no versions are kept; does nothing, and answers nothing, where they are by now. */
    private List<DeleteOutcome> together(BucketName bucket, List<DeleteTarget> targets) {
        List<ObjectId> ids = targets.stream()
                .map(target -> new ObjectId(bucket, target.key()))
                .toList();
        List<RemovedObject> removed = new ArrayList<>(targets.size());
        try {
            return faults.writing(() -> changes.run(ids, dirs -> {
                List<DeleteOutcome> outcomes = new ArrayList<>(targets.size());
                if (records.require(bucket).hasVersions()) {
                    return outcomes;
                }
                for (int i = 0; i < targets.size(); i++) {
                    outcomes.add(attempt(dirs, ids.get(i), targets.get(i), removed));
                }
                settle(removed);
                return outcomes;
            }));
        } catch (StorageException.NoSuchBucket missing) {
            throw missing;
        } catch (StorageException refusal) {
            return targets.stream()
                    .<DeleteOutcome>map(target -> new DeleteOutcome.Refused(target, refusal))
                    .toList();
        } finally {
            directories.pruneFor(
                    bucket, removed.stream().map(one -> one.id().key()).toList());
        }
    }

    private DeleteOutcome attempt(
            BucketDirectoryHandles dirs, ObjectId id, DeleteTarget target, List<RemovedObject> removed) {
        try {
            if (target.version() instanceof Version.Exactly) {
                WriteConditionCheck.check(id, target.condition(), null);
            } else {
                faults.writing(() -> {
                    LocatedObject current = lookup.find(dirs, id.key(), false);
                    WriteConditionCheck.check(id, target.condition(), current);
                    if (current != null) {
                        RetentionCheck.requireDeletable(volume, id, current);
                    }
                    return current == null || removed.add(remove(dirs, id, current));
                });
            }
            return new DeleteOutcome.Deleted(target, Optional.empty(), false);
        } catch (StorageException refusal) {
            return new DeleteOutcome.Refused(target, refusal);
        }
    }

    private RemovedObject remove(BucketDirectoryHandles dirs, ObjectId id, LocatedObject current) throws FileFault {
        steps.endUpload(id, current);
        steps.removeHidden(dirs, id, current);
        ObjectPath place = current.place();
        DirectoryHandle dir = dirs.open(place.directory());
        if (dir == null) {
            throw new FileFault(Errno.ENOENT, "open", place.directory());
        }
        return new RemovedObject(id, current, DeleteBatch.begin(volume, dir, place));
    }

    /** Makes durable that the files are gone, then clears away what was said of them. */
    private void settle(List<RemovedObject> removed) {
        Set<DirectoryHandle> changed = new LinkedHashSet<>();
        removed.forEach(one -> changed.add(one.removal().dir()));
        changed.forEach(volume.syncs()::force);
        for (RemovedObject one : removed) {
            one.removal().end();
            holdings.changed(one.id(), one.former(), null);
        }
    }
}
