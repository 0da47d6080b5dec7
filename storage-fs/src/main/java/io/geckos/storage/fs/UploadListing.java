package io.geckos.storage.fs;

import io.geckos.domain.BucketName;
import io.geckos.domain.From;
import io.geckos.domain.ListQuery;
import io.geckos.domain.ObjectKey;
import io.geckos.domain.Page;
import io.geckos.domain.UploadEntry;
import io.geckos.domain.UploadInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes pages of the uploads of a bucket. Each page reads what is said of all of them, as the names of their directories
 * tell nothing of their keys: uploads under way are few.
 */
final class UploadListing {
    private final FileOps files;
    private final UploadFiles uploads;

    UploadListing(FileOps files, UploadFiles uploads) {
        this.files = files;
        this.uploads = uploads;
    }

    /**
     * A place in such a listing.
     *
     * @param name a key or common prefix
     * @param upload empty before all uploads of the name
     */
    private record Place(String name, String upload) implements Comparable<Place> {
        private static final String LAST = "\uffff";

        static Place of(From from) {
            return switch (from) {
                case From.Start _ -> new Place("", "");
                case From.After(var text) -> new Place(text, LAST);
                case From.AfterVersion version -> new Place(version.key(), LAST);
                case From.AfterUpload(var key, var upload) -> new Place(key, upload);
                case From.Cursor(var token) -> ofToken(token);
            };
        }

        private static Place ofToken(String token) {
            String text = Cursors.read(token);
            int space = text.indexOf(' ');
            if (space < 0) {
                throw new IllegalArgumentException("not a cursor of uploads: " + token);
            }
            return new Place(text.substring(space + 1), text.substring(0, space));
        }

        String token() {
            return Cursors.write(upload + " " + name);
        }

        @Override
        public int compareTo(Place that) {
            int byName = ObjectKey.ORDER.compare(name, that.name);
            return byName != 0 ? byName : upload.compareTo(that.upload);
        }
    }

    Page<UploadEntry> page(BucketName bucket, ListQuery query) throws FileFault {
        NavigableMap<Place, UploadEntry> first = first(bucket, query);
        List<UploadEntry> entries = new ArrayList<>();
        Place last = new Place("", "");
        for (Map.Entry<Place, UploadEntry> entry : first.entrySet()) {
            if (entries.size() == query.limit()) {
                return new Page<>(entries, entries.isEmpty() ? Optional.empty() : Optional.of(last.token()));
            }
            entries.add(entry.getValue());
            last = entry.getKey();
        }
        return new Page<>(entries, Optional.empty());
    }

    /** The first entries of the page, and one more if there is one. */
    private NavigableMap<Place, UploadEntry> first(BucketName bucket, ListQuery query) throws FileFault {
        NavigableMap<Place, UploadEntry> first = new TreeMap<>();
        Place from = Place.of(query.from());
        try (OpenDir all = uploads.all(bucket)) {
            if (all == null) {
                return first;
            }
            files.list(all, (name, _) -> {
                UploadInfo info = name == null ? null : read(all, bucket, name);
                if (info != null) {
                    add(first, info, query, from);
                }
            });
        }
        return first;
    }

    private @Nullable UploadInfo read(OpenDir all, BucketName bucket, String upload) throws FileFault {
        try (OpenDir dir = files.openDir(all, upload)) {
            return dir == null ? null : uploads.read(dir, bucket, upload);
        }
    }

    private static void add(NavigableMap<Place, UploadEntry> first, UploadInfo info, ListQuery query, Place from) {
        String key = info.id().object().key().value();
        Optional<String> rolledUp = Position.rollUp(key, query);
        Place place = rolledUp.map(prefix -> new Place(prefix, ""))
                .orElse(new Place(key, info.id().value()));
        if (key.startsWith(query.prefix()) && place.compareTo(from) > 0) {
            first.put(
                    place,
                    rolledUp.<UploadEntry>map(UploadEntry.CommonPrefix::new).orElse(new UploadEntry.Found(info)));
            if (first.size() > query.limit() + 1) {
                first.pollLastEntry();
            }
        }
    }
}
