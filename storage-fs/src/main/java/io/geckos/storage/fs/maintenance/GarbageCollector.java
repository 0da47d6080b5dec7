package io.geckos.storage.fs.maintenance;

import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.storage.fs.directories.BucketLocks;
import io.geckos.storage.fs.directories.DirectoryCreator;
import io.geckos.storage.fs.directories.KeyTransactions;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.files.FileType;
import io.geckos.storage.fs.format.KeyLayout;
import io.geckos.storage.fs.format.ObjectPath;
import io.geckos.storage.fs.format.Sidecar;
import io.geckos.storage.fs.multipart.FsMultipartStore;
import io.geckos.storage.fs.multipart.UploadDirectories;
import io.geckos.storage.fs.read.BucketFileVisitor;
import io.geckos.storage.fs.read.ObjectLookup;
import io.geckos.storage.fs.versions.KeyVersions;
import io.geckos.storage.fs.volume.BucketDirectoryHandles;
import io.geckos.storage.fs.volume.BucketRecords;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.volume.StagingArea;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Removes, while the engine runs, what interrupted work left behind: only what is old, and nothing that is in use. */
public final class GarbageCollector {
    private final DataDirectory volume;
    private final BucketRecords records;
    private final ObjectLookup lookup;
    private final KeyVersions versions;
    private final BucketLocks gates;
    private final DirectoryCreator directories;
    private final KeyTransactions changes;
    private final UploadDirectories files;
    private final FsMultipartStore uploads;
    private final MaintenanceSettings upkeep;

    public GarbageCollector(
            DataDirectory volume,
            BucketRecords records,
            ObjectLookup lookup,
            KeyVersions versions,
            BucketLocks gates,
            DirectoryCreator directories,
            KeyTransactions changes,
            UploadDirectories files,
            FsMultipartStore uploads,
            MaintenanceSettings upkeep) {
        this.volume = volume;
        this.records = records;
        this.lookup = lookup;
        this.versions = versions;
        this.gates = gates;
        this.directories = directories;
        this.changes = changes;
        this.files = files;
        this.uploads = uploads;
        this.upkeep = upkeep;
    }

    /** Removes files in staging that no write can still be at. */
    void sweepStaging(MaintenanceCounters tally) throws FileFault {
        long before = before(upkeep.leftoversAge());
        volume.staging().list((dir, name) -> {
            FileStatus stat = volume.files().stat(dir, name);
            if (stat != null && stat.modified() < before && begun(name) < before) {
                volume.removeTree(dir, name);
                tally.add(MaintenanceCounters.Counter.LEFTOVERS);
            }
        });
    }

    /** When a name was given, see {@link DataDirectory#stagingName}; what was named otherwise is as old as can be. */
    private static long begun(String name) {
        try {
            int named = name.indexOf(StagingArea.NAMED);
            return Long.parseUnsignedLong(named < 0 ? name : name.substring(0, named), 16);
        } catch (NumberFormatException _) {
            return Long.MIN_VALUE;
        }
    }

    /** Moves away what is kept of buckets that are gone, so that one made by hand later inherits nothing. */
    void sweepSettings(MaintenanceCounters tally) throws FileFault {
        List<String> gone = new ArrayList<>();
        volume.files().list(volume.buckets(), (name, _) -> {
            if (name != null && BucketName.isLegal(name) && volume.files().stat(volume.root(), name) == null) {
                gone.add(name);
            }
        });
        for (String name : gone) {
            try (var _ = gates.alone(new BucketName(name))) {
                // Making a bucket writes its settings first.
                if (volume.files().stat(volume.root(), name) == null && records.retire(name)) {
                    tally.add(MaintenanceCounters.Counter.SETTINGS);
                }
            }
        }
    }

    /** Removes uploads in parts that nobody has gone on with for long. */
    void sweepUploads(BucketName bucket, MaintenanceCounters tally) throws FileFault {
        if (upkeep.uploadAge().isZero()) {
            return;
        }
        long before = before(upkeep.uploadAge());
        for (String upload : files.names(bucket)) {
            if (files.isIdle(bucket, upload, before) && uploads.dropIdle(bucket, upload, before)) {
                tally.add(MaintenanceCounters.Counter.UPLOADS);
            }
        }
    }

    private static long before(Duration age) {
        return FileStatus.nanos(Instant.now().minus(age));
    }

    /**
     * Removes a sidecar of ours beside which there is no file: one stands there for a moment in every write, and old by a
     * crash.
     */
    void sweepOrphan(BucketFileVisitor.Step step, String name, MaintenanceCounters tally) throws FileFault {
        String data = name.substring(0, name.length() - KeyLayout.SIDECAR.length());
        KeyLayout.Named named = data.isEmpty() ? null : KeyLayout.read(step.within(), data, FileType.REGULAR);
        ObjectPath place = named == null ? null : named.place();
        if (named == null || place == null || !place.is(ObjectPath.Kind.FILE) || !isOrphan(step.dir(), place)) {
            return;
        }
        ObjectId id = new ObjectId(step.bucket(), new ObjectKey(named.text()));
        if (remove(id, place)) {
            tally.add(MaintenanceCounters.Counter.ORPHANS);
            directories.prune(step.bucket(), place.directory());
        }
    }

    /** Removes what a crash left among the versions of a key, unless a change of the key has already. */
    boolean sweepVersions(ObjectId id) throws FileFault {
        try (BucketDirectoryHandles dirs = new BucketDirectoryHandles(volume.files(), id.bucket())) {
            if (!versions.isToBeSwept(dirs, id)) {
                return false;
            }
        }
        return changes.run(List.of(id), dirs -> {
            versions.sweep(id, lookup.find(dirs, id.key(), false));
            return true;
        });
    }

    private boolean remove(ObjectId id, ObjectPath place) throws FileFault {
        return changes.run(List.of(id), dirs -> {
            DirectoryHandle dir = dirs.open(place.directory());
            if (dir == null || !isOrphan(dir, place)) {
                return false;
            }
            volume.removeFile(dir, place.sidecar());
            volume.syncs().force(dir);
            return true;
        });
    }

    /** Others' are not ours to remove; and one that was put here lately may await its file, in a backup being restored. */
    private boolean isOrphan(DirectoryHandle dir, ObjectPath place) throws FileFault {
        FileOps operations = volume.files();
        @Nullable FileStatus data = operations.stat(dir, place.name());
        @Nullable FileStatus stat = operations.stat(dir, place.sidecar());
        if (stat == null || (data != null && data.type() != FileType.DIRECTORY)) {
            return false;
        }
        long latest = Math.max(stat.born(), stat.modified());
        Sidecar sidecar = lookup.sidecar(dir, place.sidecar());
        return latest < before(upkeep.leftoversAge()) && sidecar != null && sidecar.ours();
    }
}
