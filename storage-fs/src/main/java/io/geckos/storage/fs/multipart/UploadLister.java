package io.geckos.storage.fs.multipart;

import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.multipart.UploadEntry;
import io.geckos.domain.multipart.UploadInfo;
import io.geckos.domain.name.BucketName;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.index.ContinuationCursor;
import io.geckos.storage.fs.index.ListPosition;
import io.geckos.storage.fs.index.NameEncoding;
import io.geckos.storage.fs.multipart.UploadIndex.Position;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes pages of the uploads of a bucket. */
final class UploadLister {
    /** Behind all ids. */
    private static final String LAST = "\uffff";

    private final UploadDirectories uploads;
    private final UploadIndex index;

    UploadLister(UploadDirectories uploads, UploadIndex index) {
        this.uploads = uploads;
        this.index = index;
    }

    ListPage<UploadEntry> page(BucketName bucket, ListQuery query) throws FileFault {
        List<UploadEntry> entries = new ArrayList<>();
        byte[] next = start(query);
        Position last = new Position("", "");
        try (DirectoryHandle all = uploads.all(bucket)) {
            Position place = all == null || query.limit() == 0 ? null : index.first(bucket, next);
            while (all != null && place != null && place.key().startsWith(query.prefix())) {
                Optional<String> group = ListPosition.rollUp(place.key(), query);
                UploadInfo info = uploads.readBelow(all, bucket, place.upload());
                next = behind(place);
                if (info == null) {
                    index.remove(bucket, place);
                } else if (entries.size() == query.limit()) {
                    return new ListPage<>(entries, Optional.of(token(last)));
                } else {
                    entries.add(entry(info, group));
                    last = group.map(prefix -> new Position(prefix, "")).orElse(place);
                    next = group.map(NameEncoding::beyond).orElse(next);
                }
                place = index.first(bucket, next);
            }
        }
        return new ListPage<>(entries, Optional.empty());
    }

    private static UploadEntry entry(UploadInfo info, Optional<String> group) {
        return group.<UploadEntry>map(UploadEntry.CommonPrefix::new).orElseGet(() -> new UploadEntry.Found(info));
    }

    /** What the first entry is not before. */
    private static byte[] start(ListQuery query) {
        Position from = from(query.from());
        byte[] behind = from == null
                ? new byte[0]
                : ListPosition.rollUp(from.key(), query)
                        .map(NameEncoding::beyond)
                        .orElseGet(() -> behind(from));
        byte[] prefix = NameEncoding.before(query.prefix());
        return Arrays.compareUnsigned(behind, prefix) < 0 ? prefix : behind;
    }

    /** What follows at once on a place. */
    private static byte[] behind(Position place) {
        byte[] bytes = place.bytes();
        return Arrays.copyOf(bytes, bytes.length + 1);
    }

    /** What a listing begins behind; null for nothing. */
    private static @Nullable Position from(ListStart from) {
        return switch (from) {
            case ListStart.Start _ -> null;
            case ListStart.After(var text) -> new Position(text, LAST);
            case ListStart.AfterVersion version -> new Position(version.key(), LAST);
            case ListStart.AfterUpload(var key, var upload) -> new Position(key, upload);
            case ListStart.Cursor(var token) -> ofToken(token);
        };
    }

    private static Position ofToken(String token) {
        String text = ContinuationCursor.read(token);
        int space = text.indexOf(' ');
        if (space < 0) {
            throw new IllegalArgumentException("not a cursor of uploads: " + token);
        }
        return new Position(text.substring(space + 1), text.substring(0, space));
    }

    private static String token(Position place) {
        return ContinuationCursor.write(place.upload() + " " + place.key());
    }
}
