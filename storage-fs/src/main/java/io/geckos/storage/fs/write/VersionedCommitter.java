package io.geckos.storage.fs.write;

import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.engine.StorageUsage.Figures;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import io.geckos.storage.fs.directories.CommitTargets;
import io.geckos.storage.fs.directories.RetryAfterMove;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileAccess;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.format.ObjectMetadata;
import io.geckos.storage.fs.format.Sidecar;
import io.geckos.storage.fs.format.VersionName;
import io.geckos.storage.fs.format.VersionStamp;
import io.geckos.storage.fs.read.LocatedObject;
import io.geckos.storage.fs.versions.KeyHistory;
import io.geckos.storage.fs.versions.KeyVersions;
import io.geckos.storage.fs.versions.VersionArchive;
import io.geckos.storage.fs.versions.VersionedKey;
import io.geckos.storage.fs.volume.BucketDirectoryHandles;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.volume.StagedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes new versions, in buckets that keep them.
 *
 * <p>Before the file of an object is replaced it gets a second name, in the directory of its key, and so does its sidecar;
 * both are durable when the new file is moved into place, which is the one step at which the object changes, as it is where
 * no versions are kept. Until then what is kept is the twin of the file that is still there, and nobody sees it.
 */
final class VersionedCommitter {
    private final DataDirectory volume;
    private final CommitTargets slots;
    private final CommitSteps steps;
    private final ObjectPreparation preparation;
    private final KeyVersions versions;
    private final VersionArchive archive;

    VersionedCommitter(
            DataDirectory volume,
            CommitTargets slots,
            CommitSteps steps,
            ObjectPreparation preparation,
            KeyVersions versions) {
        this.volume = volume;
        this.slots = slots;
        this.steps = steps;
        this.preparation = preparation;
        this.versions = versions;
        this.archive = new VersionArchive(volume);
    }

    /** A new version. Its key is locked. */
    record Publication(
            BucketDirectoryHandles dirs,
            ObjectId id,
            @Nullable LocatedObject current) {}

    /** Decides which version a new one is. */
    @FunctionalInterface
    interface StampFactory {
        VersionStamp stamp(VersionedKey key) throws FileFault;
    }

    /** Makes a file the latest version of its key, and answers the metadata written for it. */
    ObjectMetadata publish(Publication change, StagedFile data, ObjectMetadata described, VersioningStatus versioning)
            throws FileFault, RetryAfterMove {
        boolean isNull = versioning == VersioningStatus.SUSPENDED;
        return publish(
                change, data, described, key -> key.next(described.binding().modified(), isNull));
    }

    /** Makes a file the latest version of its key, and answers the metadata written for it. */
    ObjectMetadata publish(Publication change, StagedFile data, ObjectMetadata described, StampFactory stamping)
            throws FileFault, RetryAfterMove {
        LocatedObject current = change.current();
        preparation.requireFile(change.id(), current);
        CommitTargets.Slot slot = slots.slot(change.dirs(), change.id(), current, false);
        try (VersionedKey key = preparation.open(change.id(), current)) {
            VersionStamp stamp = stamping.stamp(key);
            boolean isNull = stamp.isNull();
            ObjectMetadata entry = described.withStamp(stamp);
            boolean kept = keep(change, key, isNull);
            steps.replace(slot, current, entry, data);
            if (kept && current != null) {
                key.count(Figures.noncurrent(1, current.entry().binding().size()));
            }
            steps.removeFormer(change.dirs(), change.id(), current, slot);
            if (isNull) {
                key.removeNulls(null);
            }
            key.done(entry);
            return entry;
        }
    }

    /** Keeps the current object, durably, unless the null version replaces it; tells whether it did. */
    private boolean keep(Publication change, VersionedKey key, boolean isNull) throws FileFault, RetryAfterMove {
        LocatedObject current = change.current();
        if (current == null || (isNull && current.entry().version().isNull())) {
            return false;
        }
        DirectoryHandle kept = key.directory();
        if (!archive.keep(CommitSteps.directory(change.dirs(), current), current, kept)) {
            throw RetryAfterMove.lookAgain();
        }
        volume.syncs().order(kept);
        return true;
    }

    /** Makes a delete marker the latest version of a key, and answers it. Its key is locked. */
    VersionName hide(Publication change, VersioningStatus versioning) throws FileFault, RetryAfterMove {
        boolean isNull = versioning == VersioningStatus.SUSPENDED;
        return hide(change, key -> key.next(volume.clock().next(), isNull));
    }

    /** Makes a delete marker the latest version of a key, and answers it. Its key is locked. */
    VersionName hide(Publication change, StampFactory stamping) throws FileFault, RetryAfterMove {
        LocatedObject current = change.current();
        try (VersionedKey key = preparation.open(change.id(), current)) {
            VersionStamp stamp = stamping.stamp(key);
            boolean isNull = stamp.isNull();
            long deleted = current == null
                    ? VersionName.NOTHING
                    : current.entry().version().order();
            VersionName marker = VersionName.marker(stamp, deleted);
            DirectoryHandle kept = key.directory();
            boolean replaced =
                    current != null && isNull && current.entry().version().isNull();
            if (current != null) {
                steps.removeHidden(change.dirs(), change.id(), current);
                if (!replaced && !archive.keep(CommitSteps.directory(change.dirs(), current), current, kept)) {
                    throw RetryAfterMove.lookAgain();
                }
            }
            volume.files().create(kept, marker.fileName(), FileAccess.OWNER).close();
            if (current == null) {
                volume.syncs().force(kept);
            } else {
                volume.syncs().order(kept);
                remove(change, current);
            }
            key.count(Figures.markers(1));
            if (current != null && !replaced) {
                key.count(Figures.noncurrent(1, current.entry().binding().size()));
            }
            if (isNull) {
                key.removeNulls(marker);
            }
            key.done(null);
            return marker;
        }
    }

    /** Removes the file of the current object, durably, and then what was said of it. */
    void remove(Publication change, LocatedObject current) throws FileFault {
        DirectoryHandle dir = CommitSteps.directory(change.dirs(), current);
        DeleteBatch removal = DeleteBatch.begin(volume, dir, current.place());
        volume.syncs().force(dir);
        removal.end();
    }

    /**
     * Moves a kept version to the place of its key, which makes it the current object, and answers its metadata.
     *
     * @param marker that hides it, and goes at the same moment; null if none does
     */
    ObjectMetadata promote(Publication change, VersionedKey key, VersionName name, @Nullable VersionName marker)
            throws FileFault, RetryAfterMove {
        CommitTargets.Slot slot = slots.slot(change.dirs(), change.id(), change.current(), false);
        DirectoryHandle kept = key.directory();
        LocatedObject version = versions.read(kept, change.id(), name, false);
        if (version == null) {
            throw RetryAfterMove.lookAgain();
        }
        VersionName pointing =
                marker == null ? null : point(kept, marker, name.stamp().order());
        String staged = volume.stagingName();
        try {
            archive.stage(kept, name, staged);
            steps.replace(
                    slot,
                    change.current(),
                    version.entry(),
                    () -> volume.files()
                            .rename(
                                    volume.staging().base(),
                                    staged,
                                    slot.dir(),
                                    slot.place().name()));
        } catch (FileFault | RetryAfterMove | RuntimeException e) {
            volume.tidy(() -> volume.removeFile(volume.staging().base(), staged));
            throw e;
        }
        key.count(Figures.noncurrent(-1, -version.entry().binding().size()));
        List<String> hidden = new ArrayList<>(List.of(name.fileName(), name.sidecar()));
        if (pointing != null) {
            hidden.add(pointing.fileName());
            key.count(Figures.markers(-1));
        }
        key.removeHidden(hidden);
        return version.entry();
    }

    /** Has a marker say that it deletes a certain version, so that it is gone as soon as that is the current object. */
    private VersionName point(DirectoryHandle kept, VersionName marker, long deleted) throws FileFault {
        if (marker.deleted() == deleted) {
            return marker;
        }
        VersionName pointing = VersionName.marker(marker.stamp(), deleted);
        volume.files().rename(kept, marker.fileName(), kept, pointing.fileName());
        volume.syncs().force(kept);
        return pointing;
    }

    /** Says something else of a version. Its key is locked. */
    ObjectMetadata describe(Publication change, Version version, UnaryOperator<ObjectMetadata> description)
            throws FileFault, RetryAfterMove {
        ObjectId id = change.id();
        LocatedObject current = change.current();
        try (VersionedKey key = preparation.open(id, current)) {
            ObjectMetadata entry;
            if (current != null
                    && (version.equals(Version.LATEST)
                            || current.entry().version().version().equals(version))) {
                entry = description.apply(current.entry());
                CommitTargets.Slot slot = slots.slot(change.dirs(), id, current, false);
                steps.describe(slot.dir(), slot.sidecar(), new Sidecar(entry, null));
            } else {
                VersionName name = kept(id, key.history(), version);
                LocatedObject found = versions.read(key.directory(), id, name, false);
                if (found == null) {
                    throw KeyVersions.missing(id, version);
                }
                entry = description.apply(found.entry());
                steps.describe(key.directory(), name.sidecar(), new Sidecar(entry, null));
            }
            key.done(current == null ? null : current.entry());
            return entry;
        }
    }

    /** Describes what is kept under a name, if it is still the file that was found; tells whether it is. Its key is locked. */
    boolean describe(Publication change, VersionName name, LocatedObject found, ObjectMetadata entry)
            throws FileFault, RetryAfterMove {
        LocatedObject current = change.current();
        try (VersionedKey key = preparation.open(change.id(), current)) {
            LocatedObject now = key.history().kept().contains(name)
                    ? versions.read(key.directory(), change.id(), name, false)
                    : null;
            boolean same = now != null && found.isSame(now) && found.entry().equals(now.entry());
            if (same) {
                steps.describe(key.directory(), name.sidecar(), new Sidecar(entry, null));
            }
            key.done(current == null ? null : current.entry());
            return same;
        }
    }

    /** The version with bytes that is meant. */
    private VersionName kept(ObjectId id, KeyHistory history, Version version) throws FileFault {
        VersionName implied = history.impliedMarker(id.key(), versions.stamps());
        if (implied != null
                && (version.equals(Version.LATEST) || implied.version().equals(version))) {
            throw KeyVersions.deleted(id, implied, !version.equals(Version.LATEST));
        }
        VersionName name = !version.equals(Version.LATEST)
                ? history.find(version)
                : history.kept().isEmpty() ? null : history.kept().getFirst();
        if (name == null) {
            throw KeyVersions.missing(id, version);
        }
        if (name.marker()) {
            throw KeyVersions.deleted(id, name, !version.equals(Version.LATEST));
        }
        return name;
    }
}
