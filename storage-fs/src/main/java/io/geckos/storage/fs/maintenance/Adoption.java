package io.geckos.storage.fs.maintenance;

import io.geckos.domain.ObjectId;
import io.geckos.domain.ObjectKey;
import io.geckos.domain.Span;
import io.geckos.domain.StorageException;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.OpenDir;
import io.geckos.storage.fs.files.OpenFile;
import io.geckos.storage.fs.files.Stat;
import io.geckos.storage.fs.format.Entry;
import io.geckos.storage.fs.format.Place;
import io.geckos.storage.fs.format.Sidecar;
import io.geckos.storage.fs.read.Found;
import io.geckos.storage.fs.read.Lookup;
import io.geckos.storage.fs.volume.OpenDirs;
import io.geckos.storage.fs.volume.Volume;
import io.geckos.storage.fs.write.Committer;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Describes files that were put or changed by hand, as they are served already; and gives files that merely lost their
 * times, as in a restored backup, back what was said of them. The files themselves are only read.
 */
public final class Adoption {
    /**
     * A change in place is told by the file's time, and times move in steps of some milliseconds: bytes read shortly after
     * a change might be changed again at what is still the same time.
     */
    static final Duration SETTLED = Duration.ofSeconds(2);

    private final Volume volume;
    private final Lookup lookup;
    private final Committer committer;
    private final Reading reading;

    /** Reads no faster than {@code bytes} lets it. */
    public Adoption(Volume volume, Lookup lookup, Committer committer, Pace bytes) {
        this.volume = volume;
        this.lookup = lookup;
        this.committer = committer;
        this.reading = new Reading(volume.files(), bytes::pass);
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
        try (OpenDirs dirs = new OpenDirs(volume.files(), id.bucket())) {
            Found found = find(dirs, id.key());
            OpenFile file = found == null ? null : found.file();
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

    private @Nullable Found find(OpenDirs dirs, ObjectKey key) throws FileFault {
        Found found = dirs.open("") == null ? null : lookup.find(dirs, key, true);
        if (found == null
                || found.file() == null
                || (!found.entry().isRead() && found.place().is(Place.Kind.FILE))) {
            return found;
        }
        found.file().close();
        return null;
    }

    private Outcome adopt(ObjectId id, OpenDirs dirs, Found found, OpenFile file) throws FileFault {
        Stat stat = file.opened();
        if (!isSettled(stat)) {
            return Outcome.UNSETTLED;
        }
        OpenDir dir = dirs.open(found.place().directory());
        Stat described =
                dir == null ? null : volume.files().stat(dir, found.place().sidecar());
        Sidecar sidecar = dir == null ? null : lookup.sidecar(dir, found.place().sidecar());
        if (dir == null || (sidecar == null && described != null && described.size() > 0)) {
            // Not understood, so not replaced: it may be a person's file, or a newer version's.
            return Outcome.NOTHING;
        }
        Entry former = sidecar == null ? null : former(sidecar, file, stat);
        Entry entry = former != null
                ? former.boundTo(stat)
                : found.entry()
                        .withMd5(reading.digests(file, Span.whole(stat.size()), Set.of())
                                .md5());
        volume.syncs().force(file);
        if (!describe(id, found, entry)) {
            // Changed meanwhile. What is always being written would be read over and over: it comes by again.
            return Outcome.NOTHING;
        }
        return former == null ? Outcome.ADOPTED : Outcome.RESTORED;
    }

    private static boolean isSettled(Stat stat) {
        return Duration.between(stat.lastModified(), Instant.now()).abs().compareTo(SETTLED) >= 0;
    }

    /** What was said of just these bytes; null if nothing was. */
    private @Nullable Entry former(Sidecar sidecar, OpenFile file, Stat stat) throws FileFault {
        for (Entry entry : Stream.of(sidecar.entry(), sidecar.previous())
                .flatMap(Stream::ofNullable)
                .toList()) {
            if (entry.binding().size() == stat.size() && reading.disagreement(file, entry) == null) {
                return entry;
            }
        }
        return null;
    }

    /** Describes an object, if it is still that file and nothing else has been said of it; tells whether it was. */
    private boolean describe(ObjectId id, Found found, Entry entry) throws FileFault {
        return committer
                .redescribe(
                        id,
                        _ -> {},
                        current -> found.isSame(current) && found.entry().equals(current.entry()) ? entry : null)
                .isPresent();
    }
}
