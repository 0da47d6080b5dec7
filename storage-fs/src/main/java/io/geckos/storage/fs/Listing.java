package io.geckos.storage.fs;

import io.geckos.domain.BucketName;
import io.geckos.domain.ListEntry;
import io.geckos.domain.ListQuery;
import io.geckos.domain.ObjectId;
import io.geckos.domain.ObjectKey;
import io.geckos.domain.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes pages of the objects of a bucket. */
final class Listing {
    private final FileOps files;
    private final Lookup lookup;
    private final Strays strays;
    private final DirectoryIndex index;

    Listing(FileOps files, Lookup lookup, Strays strays, DirectoryIndex index) {
        this.files = files;
        this.lookup = lookup;
        this.strays = strays;
        this.index = index;
    }

    Page<ListEntry> page(BucketName bucket, ListQuery query) throws FileFault {
        List<ListEntry> entries = new ArrayList<>();
        try (OpenDirs walkDirs = new OpenDirs(files, bucket);
                OpenDirs pageDirs = new OpenDirs(files, bucket)) {
            Reader reader = new Reader(pageDirs);
            walkDirs.requireBucket();
            if (query.limit() == 0) {
                return new Page<>(entries, Optional.empty());
            }
            Walk walk = new Walk(index, walkDirs, query.prefix(), Position.of(query), query.limit());
            String last = "";
            for (Layout.Named named = walk.next(); named != null; named = walk.next()) {
                Optional<String> rolledUp = Position.rollUp(named.text(), query);
                boolean full = entries.size() == query.limit();
                ListEntry entry = reader.read(named, rolledUp, full);
                if (entry == null) {
                    continue;
                }
                if (full) {
                    return new Page<>(entries, Optional.of(new Position(last, false).token()));
                }
                entries.add(entry);
                last = rolledUp.orElse(named.text());
                rolledUp.ifPresent(walk::skip);
            }
            return new Page<>(entries, Optional.empty());
        }
    }

    /** Reads what is said of the objects of a page; most stand in the directory of the one before. */
    private final class Reader {
        private final OpenDirs dirs;

        Reader(OpenDirs dirs) {
            this.dirs = dirs;
        }

        /** Null if there is no object (any more). */
        @Nullable
        ListEntry read(Layout.Named named, Optional<String> rolledUp, boolean unseen) throws FileFault {
            Place place = named.place();
            if (place == null) {
                return null;
            }
            if (place.is(Place.Kind.FILE) && (rolledUp.isPresent() || unseen)) {
                // That there is one is all that matters.
                return new ListEntry.CommonPrefix(rolledUp.orElse(named.text()));
            }
            OpenDir dir = dirs.moveTo(place.directory());
            ObjectId id = new ObjectId(dirs.bucket(), new ObjectKey(named.text()));
            Found here = dir == null ? null : lookup.at(dir, place, id, false);
            // It may have given way meanwhile, and an object that was there throughout must not be missed.
            Found found = here != null ? here : lookup.find(dirs, id.key(), false);
            if (found == null) {
                return null;
            }
            strays.notice(id, found);
            return rolledUp.<ListEntry>map(ListEntry.CommonPrefix::new)
                    .orElseGet(() -> new ListEntry.Found(found.entry().info(id)));
        }
    }
}
