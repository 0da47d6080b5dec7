package io.geckos.storage.fs.maintenance;

import io.geckos.domain.BucketName;
import io.geckos.domain.ObjectId;
import io.geckos.domain.ObjectKey;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.FileType;
import io.geckos.storage.fs.files.OpenDir;
import io.geckos.storage.fs.files.Stat;
import io.geckos.storage.fs.format.Layout;
import io.geckos.storage.fs.format.Place;
import io.geckos.storage.fs.format.Sidecar;
import io.geckos.storage.fs.multipart.FsUploads;
import io.geckos.storage.fs.multipart.UploadFiles;
import io.geckos.storage.fs.read.BucketWalk;
import io.geckos.storage.fs.read.Lookup;
import io.geckos.storage.fs.volume.Volume;
import io.geckos.storage.fs.write.BucketGates;
import io.geckos.storage.fs.write.Changes;
import io.geckos.storage.fs.write.Directories;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Removes, while the engine runs, what interrupted work left behind: only what is old, and nothing that is in use. */
public final class Leftovers {
    private final Volume volume;
    private final Lookup lookup;
    private final BucketGates gates;
    private final Directories directories;
    private final Changes changes;
    private final UploadFiles files;
    private final FsUploads uploads;
    private final Upkeep upkeep;

    public Leftovers(
            Volume volume,
            Lookup lookup,
            BucketGates gates,
            Directories directories,
            Changes changes,
            UploadFiles files,
            FsUploads uploads,
            Upkeep upkeep) {
        this.volume = volume;
        this.lookup = lookup;
        this.gates = gates;
        this.directories = directories;
        this.changes = changes;
        this.files = files;
        this.uploads = uploads;
        this.upkeep = upkeep;
    }

    /** Removes files in staging that no write can still be at. */
    void sweepStaging(Tally tally) throws FileFault {
        long before = before(upkeep.leftoversAge());
        volume.staging().list((dir, name) -> {
            Stat stat = volume.files().stat(dir, name);
            if (stat != null && stat.modified() < before && begun(name) < before) {
                volume.removeTree(dir, name);
                tally.add(Tally.Deed.LEFTOVERS);
            }
        });
    }

    /** When a name was given, see {@link Volume#stagingName}; what was named otherwise is as old as can be. */
    private static long begun(String name) {
        try {
            return Long.parseUnsignedLong(name, 16);
        } catch (NumberFormatException _) {
            return Long.MIN_VALUE;
        }
    }

    /** Removes what is kept of buckets that are gone, so that one made by hand later inherits nothing. */
    void sweepSettings(Tally tally) throws FileFault {
        List<String> gone = new ArrayList<>();
        volume.files().list(volume.buckets(), (name, _) -> {
            if (name != null && BucketName.isLegal(name) && volume.files().stat(volume.root(), name) == null) {
                gone.add(name);
            }
        });
        for (String name : gone) {
            try (var _ = gates.alone(new BucketName(name))) {
                // Making a bucket writes its settings first.
                if (volume.files().stat(volume.root(), name) == null) {
                    volume.discard(volume.buckets(), name);
                    tally.add(Tally.Deed.SETTINGS);
                }
            }
        }
    }

    /** Removes uploads in parts that nobody has gone on with for long. */
    void sweepUploads(BucketName bucket, Tally tally) throws FileFault {
        if (upkeep.uploadAge().isZero()) {
            return;
        }
        long before = before(upkeep.uploadAge());
        for (String upload : files.names(bucket)) {
            if (files.isIdle(bucket, upload, before) && uploads.dropIdle(bucket, upload, before)) {
                tally.add(Tally.Deed.UPLOADS);
            }
        }
    }

    private static long before(Duration age) {
        return Stat.nanos(Instant.now().minus(age));
    }

    /** Removes a sidecar of ours beside which there is no file: one stands there for a moment in every write, and old by a crash. */
    void sweepOrphan(BucketWalk.Step step, String name, Tally tally) throws FileFault {
        String data = name.substring(0, name.length() - Layout.SIDECAR.length());
        Layout.Named named = data.isEmpty() ? null : Layout.read(step.within(), data, FileType.REGULAR);
        Place place = named == null ? null : named.place();
        if (named == null || place == null || !place.is(Place.Kind.FILE) || !isOrphan(step.dir(), place)) {
            return;
        }
        ObjectId id = new ObjectId(step.bucket(), new ObjectKey(named.text()));
        if (remove(id, place)) {
            tally.add(Tally.Deed.ORPHANS);
            directories.prune(step.bucket(), place.directory());
        }
    }

    private boolean remove(ObjectId id, Place place) throws FileFault {
        return changes.run(List.of(id), dirs -> {
            OpenDir dir = dirs.open(place.directory());
            if (dir == null || !isOrphan(dir, place)) {
                return false;
            }
            volume.removeFile(dir, place.sidecar());
            volume.syncs().force(dir);
            return true;
        });
    }

    /** Others' are not ours to remove; and one that was put here lately may await its file, in a backup being restored. */
    private boolean isOrphan(OpenDir dir, Place place) throws FileFault {
        FileOps operations = volume.files();
        @Nullable Stat data = operations.stat(dir, place.name());
        @Nullable Stat stat = operations.stat(dir, place.sidecar());
        if (stat == null || (data != null && data.type() != FileType.DIRECTORY)) {
            return false;
        }
        long latest = Math.max(stat.born(), stat.modified());
        Sidecar sidecar = lookup.sidecar(dir, place.sidecar());
        return latest < before(upkeep.leftoversAge()) && sidecar != null && sidecar.ours();
    }
}
