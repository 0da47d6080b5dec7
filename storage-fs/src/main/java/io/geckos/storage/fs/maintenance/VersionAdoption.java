package io.geckos.storage.fs.maintenance;

import io.geckos.domain.name.ObjectId;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.format.Sidecar;
import io.geckos.storage.fs.format.VersionName;
import io.geckos.storage.fs.read.LocatedObject;
import io.geckos.storage.fs.read.ObjectLookup;
import io.geckos.storage.fs.versions.KeyHistory;
import io.geckos.storage.fs.versions.KeyVersions;
import io.geckos.storage.fs.volume.BucketDirectoryHandles;
import io.geckos.storage.fs.volume.BucketRecords;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.write.ObjectCommitter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes older versions whose sidecars are missing or do not fit, as after a restore of a backup that rounds times. They
 * are served already; {@link FileAdoption} does it with current objects.
 */
public final class VersionAdoption {
    private final DataDirectory volume;
    private final BucketRecords records;
    private final ObjectLookup lookup;
    private final KeyVersions versions;
    private final ObjectCommitter committer;
    private final FileAdoption adoption;

    public VersionAdoption(
            DataDirectory volume,
            BucketRecords records,
            ObjectLookup lookup,
            KeyVersions versions,
            ObjectCommitter committer,
            FileAdoption adoption) {
        this.volume = volume;
        this.records = records;
        this.lookup = lookup;
        this.versions = versions;
        this.committer = committer;
        this.adoption = adoption;
    }

    /** Describes those of a key that nobody has described; answers how each attempt ended that found something to do. */
    public List<FileAdoption.Outcome> adopt(ObjectId id) throws FileFault {
        List<FileAdoption.Outcome> outcomes = new ArrayList<>();
        try (BucketDirectoryHandles dirs = new BucketDirectoryHandles(volume.files(), id.bucket());
                DirectoryHandle dir = versions.directory(id)) {
            if (dir == null) {
                return outcomes;
            }
            KeyHistory history = versions.history(dirs, id);
            for (VersionName name : history.kept()) {
                FileAdoption.Outcome outcome = name.marker() ? FileAdoption.Outcome.NOTHING : adopt(id, dir, name);
                if (outcome != FileAdoption.Outcome.NOTHING) {
                    outcomes.add(outcome);
                }
            }
        }
        return outcomes;
    }

    private FileAdoption.Outcome adopt(ObjectId id, DirectoryHandle dir, VersionName name) throws FileFault {
        LocatedObject found = versions.read(dir, id, name, true);
        FileHandle file = found == null ? null : found.file();
        if (found == null || file == null) {
            return FileAdoption.Outcome.NOTHING;
        }
        try (file) {
            return found.entry().isRead() ? FileAdoption.Outcome.NOTHING : adopt(id, dir, name, found, file);
        }
    }

    private FileAdoption.Outcome adopt(
            ObjectId id, DirectoryHandle dir, VersionName name, LocatedObject found, FileHandle file) throws FileFault {
        if (!FileAdoption.isQuiet(file.opened())) {
            return FileAdoption.Outcome.UNSETTLED;
        }
        @Nullable Sidecar sidecar = lookup.sidecar(dir, name.sidecar());
        boolean locked = records.of(id.bucket()).lock().isPresent();
        if ((locked && sidecar == null) || lookup.isUnreadable(dir, name.sidecar())) {
            // Not understood, so not replaced. Where versions can be protected, one whose sidecar is lost may have
            // been,
            // and must not look as if it was not.
            return FileAdoption.Outcome.NOTHING;
        }
        FileAdoption.Description description = adoption.description(found, file, sidecar);
        boolean written =
                committer.describe(id, name, found, description.entry().withStamp(name.stamp()));
        return written ? description.outcome() : FileAdoption.Outcome.NOTHING;
    }
}
