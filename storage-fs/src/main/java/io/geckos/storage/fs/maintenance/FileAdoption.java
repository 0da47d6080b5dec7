package io.geckos.storage.fs.maintenance;

import io.geckos.domain.engine.RateLimiter;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.format.ObjectMetadata;
import io.geckos.storage.fs.format.ObjectPath;
import io.geckos.storage.fs.format.Sidecar;
import io.geckos.storage.fs.read.LocatedObject;
import io.geckos.storage.fs.read.ObjectLookup;
import io.geckos.storage.fs.volume.BucketDirectoryHandles;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.write.ObjectCommitter;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Describes files that were put or changed by hand, as they are served already; and gives files that merely lost their
 * times, as in a restored backup, back what was said of them. The files themselves are only read.
 */
public final class FileAdoption {
    /**
     * A change in place is told by the file's time, and times move in steps of some milliseconds: bytes read shortly after
     * a change might be changed again at what is still the same time.
     */
    static final Duration QUIET_TIME = Duration.ofSeconds(2);

    private final DataDirectory volume;
    private final ObjectLookup lookup;
    private final ObjectCommitter committer;
    private final ContentVerifier reading;

    /** Reads no faster than {@code bytes} lets it. */
    public FileAdoption(DataDirectory volume, ObjectLookup lookup, ObjectCommitter committer, RateLimiter bytes) {
        this.volume = volume;
        this.lookup = lookup;
        this.committer = committer;
        this.reading = new ContentVerifier(volume.files(), bytes::pass);
    }

    /** How an attempt ended. */
    public enum Outcome {
        /** There was nothing to do. */
        NOTHING,
        /** It was changed a moment ago: soon it is worth another attempt. */
        UNSETTLED,
        /** It is described as it was served. */
        ADOPTED,
        /** Its bytes are those that were described, and so are its tag and time again. */
        RESTORED
    }

    /** Takes in an object if nobody has described it. */
    public Outcome adopt(ObjectId id) throws FileFault {
        try (BucketDirectoryHandles dirs = new BucketDirectoryHandles(volume.files(), id.bucket())) {
            LocatedObject found = find(dirs, id.key());
            FileHandle file = found == null ? null : found.file();
            if (found == null || file == null) {
                return Outcome.NOTHING;
            }
            try (file) {
                return adopt(id, dirs, found, file);
            }
        } catch (StorageException.NoSuchBucket | StorageException.NoSuchObject _) {
            return Outcome.NOTHING;
        }
    }

    private @Nullable LocatedObject find(BucketDirectoryHandles dirs, ObjectKey key) throws FileFault {
        LocatedObject found = dirs.open("") == null ? null : lookup.find(dirs, key, true);
        if (found == null
                || found.file() == null
                || (!found.entry().isRead() && found.place().is(ObjectPath.Kind.FILE))) {
            return found;
        }
        found.file().close();
        return null;
    }

    private Outcome adopt(ObjectId id, BucketDirectoryHandles dirs, LocatedObject found, FileHandle file)
            throws FileFault {
        FileStatus stat = file.opened();
        if (!isQuiet(stat)) {
            return Outcome.UNSETTLED;
        }
        DirectoryHandle dir = dirs.open(found.place().directory());
        if (dir == null || lookup.isUnreadable(dir, found.place().sidecar())) {
            // Not understood, so not replaced.
            return Outcome.NOTHING;
        }
        Sidecar sidecar = lookup.sidecar(dir, found.place().sidecar());
        Description description = description(found, file, sidecar);
        if (!describe(id, found, description.entry())) {
            // Changed meanwhile. What is always being written would be read over and over: it comes by again.
            return Outcome.NOTHING;
        }
        return description.outcome();
    }

    /** What is to be written of a file, and how an attempt ends that writes it. */
    record Description(ObjectMetadata entry, Outcome outcome) {}

    /** Reads a file, which is durable then, and finds what was said of just these bytes, or else what can be said of them. */
    Description description(LocatedObject found, FileHandle file, @Nullable Sidecar sidecar) throws FileFault {
        FileStatus stat = file.opened();
        ObjectMetadata former = sidecar == null ? null : former(sidecar, file, stat);
        Description description = former != null
                ? new Description(former.boundTo(stat), Outcome.RESTORED)
                : new Description(
                        found.entry()
                                .withMd5(reading.digests(file, ByteSpan.whole(stat.size()), Set.of())
                                        .md5()),
                        Outcome.ADOPTED);
        volume.syncs().force(file);
        return description;
    }

    static boolean isQuiet(FileStatus stat) {
        return Duration.between(stat.lastModified(), Instant.now()).abs().compareTo(QUIET_TIME) >= 0;
    }

    /** What was said of just these bytes; null if nothing was. */
    private @Nullable ObjectMetadata former(Sidecar sidecar, FileHandle file, FileStatus stat) throws FileFault {
        for (ObjectMetadata entry : Stream.of(sidecar.entry(), sidecar.previous())
                .flatMap(Stream::ofNullable)
                .toList()) {
            if (entry.binding().size() == stat.size() && reading.disagreement(file, entry) == null) {
                return entry;
            }
        }
        return null;
    }

    /** Describes an object, if it is still that file and nothing else has been said of it; tells whether it was. */
    private boolean describe(ObjectId id, LocatedObject found, ObjectMetadata entry) throws FileFault {
        return committer
                .redescribe(
                        id,
                        _ -> {},
                        current -> found.isSame(current) && found.entry().equals(current.entry()) ? entry : null)
                .isPresent();
    }
}
