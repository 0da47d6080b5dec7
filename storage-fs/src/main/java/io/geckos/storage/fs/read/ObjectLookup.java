package io.geckos.storage.fs.read;

import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.object.ObjectSummary;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.files.ReadOps;
import io.geckos.storage.fs.files.SmallFiles;
import io.geckos.storage.fs.format.KeyLayout;
import io.geckos.storage.fs.format.ObjectMetadata;
import io.geckos.storage.fs.format.ObjectPath;
import io.geckos.storage.fs.format.Sidecar;
import io.geckos.storage.fs.format.SidecarReader;
import io.geckos.storage.fs.volume.BucketDirectoryHandles;
import io.geckos.storage.fs.volume.KeyLocks;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds objects and reads their sidecars.
 *
 * <p>A write puts the sidecar in place before the file that it describes, and the sidecar describes the file that is still
 * there too. So a file that stood under its name both before and after its sidecar was read, and that the sidecar does not
 * describe, was put or edited by somebody else.
 */
public final class ObjectLookup {
    /** After so many misses a reader waits until the writers of its key let it in. */
    private static final int HURRIED_ATTEMPTS = 3;

    private final ReadOps files;
    private final KeyLocks<ObjectId> locks;
    private final SidecarCache cache;

    /** Where what is read is kept for listings, too; null if it is not read for one. */
    private final @Nullable ListingCache summaries;

    public ObjectLookup(ReadOps files, KeyLocks<ObjectId> locks) {
        this(files, locks, new SidecarCache(), null);
    }

    private ObjectLookup(
            ReadOps files, KeyLocks<ObjectId> locks, SidecarCache cache, @Nullable ListingCache summaries) {
        this.files = files;
        this.locks = locks;
        this.cache = cache;
        this.summaries = summaries;
    }

    /** The same for listings, which keep what they read in {@code kept}. */
    public ObjectLookup keeping(ListingCache kept) {
        return new ObjectLookup(files, locks, cache, kept);
    }

    /** A lookup that never waits for the disk, by {@link FileOps#cachedReads}; null if the platform has no such view. */
    public @Nullable ObjectLookup cachedReads(FileOps all) {
        ReadOps inMemory = all.cachedReads();
        return inMemory == null ? null : new ObjectLookup(inMemory, locks, cache, summaries);
    }

    /** What this looks into. */
    public BucketDirectoryHandles openDirs(BucketName bucket) {
        return new BucketDirectoryHandles(files, bucket);
    }

    /** The current object of a key, null if there is none; its file is held open if {@code opening}. */
    public @Nullable LocatedObject find(BucketDirectoryHandles dirs, ObjectKey key, boolean opening) throws FileFault {
        return settled(new ObjectId(dirs.bucket(), key), () -> look(dirs, key, opening));
    }

    /**
     * What a listing has read of the object of a key, as long as neither its file nor its sidecar is another; null if it
     * has to be {@linkplain #find found}, or there is none. That the file is seen first makes this what was so at that
     * moment: a sidecar that comes later, and speaks of the same file, says what it says of it since before.
     */
    @Nullable
    ObjectSummary known(BucketDirectoryHandles dirs, @Nullable ObjectPath place, ObjectId id) throws FileFault {
        // Only what stands at the first place of its key is the object, whatever stands at another.
        if (summaries == null
                || place == null
                || !place.is(ObjectPath.Kind.FILE)
                || !KeyLayout.places(id.key()).getFirst().equals(place)) {
            return null;
        }
        // Most stand in the directory of the one before.
        DirectoryHandle dir = dirs.lookInto(place.directory());
        FileStatus file = dir == null ? null : files.stat(dir, place.name());
        if (dir == null || file == null || !file.isRegular() || !summaries.mayKnow(file)) {
            return null;
        }
        FileStatus sidecar = files.stat(dir, place.sidecar());
        return sidecar == null || !sidecar.isRegular() ? null : summaries.get(id, file, sidecar);
    }

    /** The object that stands at one place of a key, null if there is none. */
    public @Nullable LocatedObject at(DirectoryHandle dir, ObjectPath place, ObjectId id, boolean opening)
            throws FileFault {
        return settled(id, () -> look(dir, place, opening));
    }

    /** What is found and may have to be looked for again. */
    @FunctionalInterface
    public interface Lookup<T> {
        T take() throws FileFault;
    }

    /**
     * What is found of a key that no change was under way of, from before the first look until after the last: after a few
     * attempts, with the key locked.
     *
     * @param dropped told of what another look replaces
     */
    public <T> T undisturbed(ObjectId id, Lookup<T> finding, Consumer<T> dropped) throws FileFault {
        for (int attempt = 0; attempt < HURRIED_ATTEMPTS; attempt++) {
            boolean quiet = !locks.isHeldByAnother(id);
            long ended = locks.ended(id);
            T found = finding.take();
            if (quiet && locks.ended(id) == ended && !locks.isHeldByAnother(id)) {
                return found;
            }
            dropped.accept(found);
        }
        try (var _ = locks.hold(id)) {
            return finding.take();
        }
    }

    /**
     * What is kept of an object at a place that is not its own, null if nothing is there; whoever asks has looked for
     * changes.
     */
    public @Nullable LocatedObject kept(DirectoryHandle dir, ObjectPath place, boolean opening) throws FileFault {
        LookupResult look = look(dir, place, opening);
        for (int attempt = 0; !look.settled() && attempt < HURRIED_ATTEMPTS; attempt++) {
            look = look(dir, place, opening);
        }
        return look.found();
    }

    /** A look at the file system, which others may change meanwhile. */
    @FunctionalInterface
    private interface LookupAttempt {
        LookupResult take() throws FileFault;
    }

    /**
     * What a look sees that no change has ended during: then at most one was under way, and a file that was seen is what
     * it was until, or is since, that change moved one. That nothing was seen counts only if none was under way.
     */
    private @Nullable LocatedObject settled(ObjectId id, LookupAttempt glance) throws FileFault {
        for (int attempt = 0; attempt < HURRIED_ATTEMPTS; attempt++) {
            boolean quiet = !locks.isHeldByAnother(id);
            long ended = locks.ended(id);
            LookupResult look = glance.take();
            if (look.settled()
                    && locks.ended(id) == ended
                    && (look.found() != null || (quiet && !locks.isHeldByAnother(id)))) {
                return look.found();
            }
            look.close();
        }
        try (var _ = locks.hold(id)) {
            return glance.take().found();
        }
    }

    private LookupResult look(BucketDirectoryHandles dirs, ObjectKey key, boolean opening) throws FileFault {
        for (ObjectPath place : dirs.places(key)) {
            DirectoryHandle dir = dirs.see(place.directory());
            LookupResult look = dir == null ? LookupResult.NOTHING : look(dir, place, opening);
            if (!look.settled() || look.found() != null) {
                return look;
            }
        }
        return LookupResult.NOTHING;
    }

    /** Tells whether a sidecar is there that is not understood: it may be a person's file, damaged, or a newer server's. */
    public boolean isUnreadable(DirectoryHandle dir, String sidecar) throws FileFault {
        FileStatus stat = files.stat(dir, sidecar);
        return stat != null && stat.size() > 0 && sidecar(dir, sidecar) == null;
    }

    /** Tells whether the sidecar of a key was read lately, so that the system most likely still has it in memory. */
    public boolean isWarm(BucketDirectoryHandles dirs, ObjectKey key) {
        ObjectPath place = dirs.places(key).getFirst();
        return cache.has(BucketDirectoryHandles.below(dirs.bucket(), place.directory()) + "/" + place.sidecar());
    }

    /** One look; when the file changed meanwhile, {@code found} is null and another look is worth it. */
    private record LookupResult(boolean settled, @Nullable LocatedObject found) {
        static final LookupResult NOTHING = new LookupResult(true, null);
        static final LookupResult CHANGED = new LookupResult(false, null);

        void close() {
            FileHandle file = found == null ? null : found.file();
            if (file != null) {
                file.close();
            }
        }
    }

    private LookupResult look(DirectoryHandle dir, ObjectPath place, boolean opening) throws FileFault {
        if (place.is(ObjectPath.Kind.MARKER)) {
            Sidecar sidecar = sidecar(dir, place.sidecar());
            return sidecar == null || !sidecar.ours()
                    ? LookupResult.NOTHING
                    : new LookupResult(true, new LocatedObject(place, sidecar.entry(), null, null));
        }
        if (!opening) {
            FileStatus stat = files.stat(dir, place.name());
            return stat == null ? LookupResult.NOTHING : look(dir, place, stat, null);
        }
        FileHandle file = files.open(dir, place.name());
        if (file == null) {
            return LookupResult.NOTHING;
        }
        LookupResult look = LookupResult.NOTHING;
        try {
            look = look(dir, place, file.opened(), file);
            return look;
        } finally {
            if (look.found() == null) {
                file.close();
            }
        }
    }

    private LookupResult look(DirectoryHandle dir, ObjectPath place, FileStatus stat, @Nullable FileHandle file)
            throws FileFault {
        if (!stat.isRegular() || (place.is(ObjectPath.Kind.BARE) && isSidecar(dir, place.name()))) {
            return LookupResult.NOTHING;
        }
        Sidecar sidecar = place.is(ObjectPath.Kind.BARE) ? null : sidecar(dir, place.sidecar());
        ObjectMetadata entry = sidecar == null ? null : sidecar.of(stat);
        if (entry == null) {
            if (!stat.equals(files.stat(dir, place.name()))) {
                return LookupResult.CHANGED;
            }
            entry = ExternalFile.metadata(place, stat, sidecar);
        }
        return new LookupResult(true, new LocatedObject(place, entry, stat, file));
    }

    /** Tells whether a name that ends as sidecars do names one: it is ours, or the file it speaks of is there. */
    public boolean isSidecar(DirectoryHandle dir, String name) throws FileFault {
        if (!name.endsWith(KeyLayout.SIDECAR)) {
            return false;
        }
        String data = name.substring(0, name.length() - KeyLayout.SIDECAR.length());
        FileStatus stat = data.isEmpty() ? null : files.stat(dir, data);
        if (stat != null && stat.isRegular()) {
            return true;
        }
        Sidecar sidecar = sidecar(dir, name);
        return sidecar != null && sidecar.ours();
    }

    /** Spares the next to look from reading a sidecar that is just being put in place. */
    public void remember(DirectoryHandle dir, String name, FileStatus file, Sidecar sidecar) {
        cache.put(dir.path() + "/" + name, file, sidecar);
    }

    /** Reads a sidecar; null if there is none, or what is there is none. */
    public @Nullable Sidecar sidecar(DirectoryHandle dir, String name) throws FileFault {
        String path = dir.path() + "/" + name;
        if (cache.has(path)) {
            FileStatus stat = files.stat(dir, name);
            Sidecar known = stat == null ? null : cache.get(path, stat);
            if (stat != null && known != null) {
                keep(stat, known);
                return known;
            }
        }
        try (FileHandle file = files.open(dir, name)) {
            byte[] bytes = file == null ? null : SmallFiles.read(files, file);
            Sidecar sidecar = bytes == null ? null : SidecarReader.read(bytes, path);
            if (file != null && sidecar != null) {
                cache.offer(path, file.opened(), sidecar);
                keep(file.opened(), sidecar);
            }
            return sidecar;
        }
    }

    private void keep(FileStatus file, Sidecar sidecar) {
        if (summaries != null && sidecar.ours()) {
            summaries.put(file, sidecar.entry());
        }
    }

    /** All bytes of a small file; null if there is none, or it is too large for a sidecar. */
    public byte @Nullable [] read(DirectoryHandle dir, String name) throws FileFault {
        return SmallFiles.read(files, dir, name);
    }
}
