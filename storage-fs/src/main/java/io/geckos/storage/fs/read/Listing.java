package io.geckos.storage.fs.read;

import io.geckos.domain.BucketName;
import io.geckos.domain.ListEntry;
import io.geckos.domain.ListQuery;
import io.geckos.domain.ObjectId;
import io.geckos.domain.ObjectKey;
import io.geckos.domain.ObjectSummary;
import io.geckos.domain.Page;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.OpenDir;
import io.geckos.storage.fs.format.Layout;
import io.geckos.storage.fs.format.Place;
import io.geckos.storage.fs.index.Position;
import io.geckos.storage.fs.volume.DiskThreads;
import io.geckos.storage.fs.volume.OpenDirs;
import io.geckos.storage.fs.volume.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes pages of the objects of a bucket. */
public final class Listing {
    /** Into so many parts a page is divided, to read what is said of its objects at the same time. */
    private static final int SLICES = 4;

    /** Fewer objects are not worth another thread. */
    private static final int LEAST_SLICE = 50;

    private final Volume volume;
    private final Lookup lookup;
    private final Strays strays;

    public Listing(Volume volume, Lookup lookup, Strays strays) {
        this.volume = volume;
        this.lookup = lookup;
        this.strays = strays;
    }

    public Page<ListEntry> page(BucketName bucket, ListQuery query) throws FileFault {
        List<ListEntry> entries = new ArrayList<>();
        try (OpenDirs walkDirs = new OpenDirs(volume.files(), bucket);
                OpenDirs pageDirs = new OpenDirs(volume.files(), bucket)) {
            walkDirs.requireBucket();
            if (query.limit() == 0) {
                return new Page<>(entries, Optional.empty());
            }
            Gatherer gatherer = new Gatherer(new Walk(volume.index(), walkDirs, query), pageDirs, query);
            String last = "";
            while (true) {
                // One more than the page has room for tells that there is another page.
                List<Candidate> candidates = gatherer.next(query.limit() - entries.size() + 1);
                if (candidates.isEmpty()) {
                    return new Page<>(entries, Optional.empty());
                }
                int wanted = query.limit() - entries.size();
                @Nullable ListEntry[] read = read(bucket, candidates, wanted);
                for (int i = 0; i < read.length; i++) {
                    boolean full = entries.size() == query.limit();
                    // Where one before it was gone, the one that was to stand behind the page stands in it.
                    ListEntry entry = i < wanted || full ? read[i] : read(pageDirs, candidates.get(i));
                    if (entry != null && full) {
                        return new Page<>(entries, Optional.of(new Position(last, false).token()));
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
    private record Candidate(String text, Layout.@Nullable Named named) {
        /** Taken for what it seems to be. */
        ListEntry unread() {
            return new ListEntry.CommonPrefix(text);
        }

        boolean isFile() {
            Place place = named == null ? null : named.place();
            return place != null && place.is(Place.Kind.FILE);
        }
    }

    /** Finds the candidates, in order. */
    private final class Gatherer {
        private final Walk walk;
        private final OpenDirs dirs;
        private final ListQuery query;

        Gatherer(Walk walk, OpenDirs dirs, ListQuery query) {
            this.walk = walk;
            this.dirs = dirs;
            this.query = query;
        }

        private boolean isThere(Layout.Named named) throws FileFault {
            return find(dirs, named.place(), new ObjectId(dirs.bucket(), new ObjectKey(named.text()))) != null;
        }

        List<Candidate> next(int most) throws FileFault {
            List<Candidate> candidates = new ArrayList<>();
            while (candidates.size() < most) {
                Layout.Named named = walk.next();
                if (named == null) {
                    break;
                }
                Candidate candidate = new Candidate(named.text(), named);
                Optional<String> rolledUp = Position.rollUp(named.text(), query);
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

    /** Reads what is said of the first {@code limit} candidates; null where there is no object (any more). */
    private @Nullable ListEntry[] read(BucketName bucket, List<Candidate> candidates, int limit) throws FileFault {
        @Nullable ListEntry[] entries = new ListEntry[candidates.size()];
        int slice = Math.max(LEAST_SLICE, Math.ceilDiv(candidates.size(), SLICES));
        List<DiskThreads.Call<Boolean>> calls = new ArrayList<>(SLICES);
        for (int from = 0; from < candidates.size(); from += slice) {
            int first = from;
            int end = Math.min(candidates.size(), from + slice);
            calls.add(() -> {
                try (OpenDirs dirs = new OpenDirs(volume.files(), bucket)) {
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

    private @Nullable ListEntry read(OpenDirs dirs, Candidate candidate) throws FileFault {
        Layout.Named named = candidate.named();
        if (named == null) {
            return candidate.unread();
        }
        ObjectId id = new ObjectId(dirs.bucket(), new ObjectKey(named.text()));
        Place place = named.place();
        ObjectSummary known = lookup.known(dirs, place, id);
        if (known != null) {
            return new ListEntry.Found(known);
        }
        Found found = find(dirs, place, id);
        return found == null ? null : new ListEntry.Found(found.entry().info(id).summary());
    }

    private @Nullable Found find(OpenDirs dirs, @Nullable Place place, ObjectId id) throws FileFault {
        // Most stand in the directory of the one before.
        OpenDir _ = place == null ? null : dirs.lookInto(place.directory());
        // While an object moves to its other place, and after a crash, it may stand at both: one of them counts.
        // And one that has moved meanwhile was there throughout, and must not be missed.
        Found found = lookup.find(dirs, id.key(), false);
        if (found != null) {
            strays.notice(id, found);
        }
        return found;
    }
}
