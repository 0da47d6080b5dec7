package io.geckos.storage.fs.read;

import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.object.ListEntry;
import io.geckos.domain.object.ObjectSummary;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.format.KeyLayout;
import io.geckos.storage.fs.format.ObjectPath;
import io.geckos.storage.fs.index.ListPosition;
import io.geckos.storage.fs.volume.BucketDirectoryHandles;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.volume.DiskExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes pages of the objects of a bucket. */
public final class ObjectLister {
    /** How many parts a page is divided into: the sidecars of each part are read at the same time as those of the others. */
    private static final int SLICES = 4;

    /** Fewer objects are not worth another thread. */
    private static final int LEAST_SLICE = 50;

    private final DataDirectory volume;
    private final ObjectLookup lookup;
    private final AdoptionQueue strays;

    public ObjectLister(DataDirectory volume, ObjectLookup lookup, AdoptionQueue strays) {
        this.volume = volume;
        this.lookup = lookup;
        this.strays = strays;
    }

    public ListPage<ListEntry> page(BucketName bucket, ListQuery query) throws FileFault {
        List<ListEntry> entries = new ArrayList<>();
        try (BucketDirectoryHandles walkDirs = new BucketDirectoryHandles(volume.files(), bucket);
                BucketDirectoryHandles pageDirs = new BucketDirectoryHandles(volume.files(), bucket)) {
            walkDirs.requireBucket();
            if (query.limit() == 0) {
                return new ListPage<>(entries, Optional.empty());
            }
            Gatherer gatherer = new Gatherer(new OrderedKeyWalk(volume.index(), walkDirs, query), pageDirs, query);
            String last = "";
            while (true) {
                // One more than the page has room for tells that there is another page.
                List<Candidate> candidates = gatherer.next(query.limit() - entries.size() + 1);
                if (candidates.isEmpty()) {
                    return new ListPage<>(entries, Optional.empty());
                }
                int wanted = query.limit() - entries.size();
                @Nullable ListEntry[] read = read(bucket, candidates, wanted);
                for (int i = 0; i < read.length; i++) {
                    boolean full = entries.size() == query.limit();
                    // Where one before it was gone, the one that was to stand behind the page stands in it.
                    ListEntry entry = i < wanted || full ? read[i] : read(pageDirs, candidates.get(i));
                    if (entry != null && full) {
                        return new ListPage<>(entries, Optional.of(new ListPosition(last, false).token()));
                    }
                    if (entry != null) {
                        entries.add(entry);
                        last = candidates.get(i).text();
                    }
                }
            }
        }
    }

    /**
     * What may come to stand in a page.
     *
     * @param text a key, or a common prefix
     * @param named where the object of the key may be; null of a common prefix, of which one was found
     */
    private record Candidate(String text, KeyLayout.@Nullable Named named) {
        /** Taken for what it seems to be. */
        ListEntry unread() {
            return new ListEntry.CommonPrefix(text);
        }

        boolean isFile() {
            ObjectPath place = named == null ? null : named.place();
            return place != null && place.is(ObjectPath.Kind.FILE);
        }
    }

    /** Finds the candidates, in order. */
    private final class Gatherer {
        private final OrderedKeyWalk walk;
        private final BucketDirectoryHandles dirs;
        private final ListQuery query;

        Gatherer(OrderedKeyWalk walk, BucketDirectoryHandles dirs, ListQuery query) {
            this.walk = walk;
            this.dirs = dirs;
            this.query = query;
        }

        private boolean isThere(KeyLayout.Named named) throws FileFault {
            return find(dirs, named.place(), new ObjectId(dirs.bucket(), new ObjectKey(named.text()))) != null;
        }

        List<Candidate> next(int most) throws FileFault {
            List<Candidate> candidates = new ArrayList<>();
            while (candidates.size() < most) {
                KeyLayout.Named named = walk.next();
                if (named == null) {
                    break;
                }
                Candidate candidate = new Candidate(named.text(), named);
                Optional<String> rolledUp = ListPosition.rollUp(named.text(), query);
                if (rolledUp.isEmpty()) {
                    candidates.add(candidate);
                } else if (named.directory() != null || candidate.isFile() || isThere(named)) {
                    candidates.add(new Candidate(rolledUp.get(), null));
                    walk.skip(rolledUp.get());
                }
            }
            return candidates;
        }
    }

    /** Reads the sidecars of the first {@code limit} candidates; null where there is no object (any more). */
    private @Nullable ListEntry[] read(BucketName bucket, List<Candidate> candidates, int limit) throws FileFault {
        @Nullable ListEntry[] entries = new ListEntry[candidates.size()];
        int slice = Math.max(LEAST_SLICE, Math.ceilDiv(candidates.size(), SLICES));
        List<DiskExecutor.Call<Boolean>> calls = new ArrayList<>(SLICES);
        for (int from = 0; from < candidates.size(); from += slice) {
            int first = from;
            int end = Math.min(candidates.size(), from + slice);
            calls.add(() -> {
                try (BucketDirectoryHandles dirs = new BucketDirectoryHandles(volume.files(), bucket)) {
                    for (int i = first; i < end; i++) {
                        Candidate candidate = candidates.get(i);
                        // Of what stands behind the page, it matters only that there is something.
                        entries[i] = i >= limit && candidate.isFile() ? candidate.unread() : read(dirs, candidate);
                    }
                    return true;
                }
            });
        }
        volume.disk().all(calls);
        return entries;
    }

    private @Nullable ListEntry read(BucketDirectoryHandles dirs, Candidate candidate) throws FileFault {
        KeyLayout.Named named = candidate.named();
        if (named == null) {
            return candidate.unread();
        }
        ObjectId id = new ObjectId(dirs.bucket(), new ObjectKey(named.text()));
        ObjectPath place = named.place();
        ObjectSummary known = lookup.known(dirs, place, id);
        if (known != null) {
            return new ListEntry.Found(known);
        }
        LocatedObject found = find(dirs, place, id);
        return found == null ? null : new ListEntry.Found(found.entry().info(id).summary());
    }

    private @Nullable LocatedObject find(BucketDirectoryHandles dirs, @Nullable ObjectPath place, ObjectId id)
            throws FileFault {
        // Most stand in the directory of the one before.
        DirectoryHandle _ = place == null ? null : dirs.lookInto(place.directory());
        // While an object moves to its other place, and after a crash, it may stand at both: one of them counts.
        // And one that has moved meanwhile was there throughout, and must not be missed.
        LocatedObject found = lookup.find(dirs, id.key(), false);
        if (found != null) {
            strays.notice(id, found);
        }
        return found;
    }
}
