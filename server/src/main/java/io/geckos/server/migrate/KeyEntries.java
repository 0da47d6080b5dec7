package io.geckos.server.migrate;

import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.object.ObjectStore;
import io.geckos.domain.object.VersionEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The versions and delete markers of one key, as a listing shows them.
 *
 * @param entries newest first
 */
record KeyEntries(ObjectKey key, List<VersionEntry> entries) {
    /** Copies the collections. */
    KeyEntries {
        entries = List.copyOf(entries);
    }

    /** A key without any. */
    static KeyEntries none(ObjectKey key) {
        return new KeyEntries(key, List.of());
    }

    /** All keys of a bucket, in order. Reads a page at a time. */
    static Iterator<KeyEntries> of(ObjectStore objects, BucketName bucket) {
        return new Listing(objects, bucket);
    }

    /** The key of an entry of a listing without delimiter. */
    static ObjectKey key(VersionEntry entry) {
        return switch (entry) {
            case VersionEntry.Stored stored -> stored.summary().id().key();
            case VersionEntry.DeleteMarker marker -> marker.id().key();
            case VersionEntry.CommonPrefix prefix -> throw new IllegalStateException("rolled up: " + prefix.prefix());
        };
    }

    private static final class Listing implements Iterator<KeyEntries> {
        private static final int PAGE = 1000;

        private final ObjectStore objects;
        private final BucketName bucket;
        private final Deque<VersionEntry> read = new ArrayDeque<>();
        private Optional<ListStart> from = Optional.of(ListStart.START);

        Listing(ObjectStore objects, BucketName bucket) {
            this.objects = objects;
            this.bucket = bucket;
        }

        @Override
        public boolean hasNext() {
            while (read.isEmpty() && from.isPresent()) {
                ListPage<VersionEntry> page =
                        objects.listVersions(bucket, new ListQuery("", Optional.empty(), from.get(), PAGE));
                read.addAll(page.items());
                from = page.next().map(ListStart.Cursor::new);
            }
            return !read.isEmpty();
        }

        @Override
        public KeyEntries next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            ObjectKey key = key(read.getFirst());
            List<VersionEntry> entries = new ArrayList<>();
            while (hasNext() && key(read.getFirst()).equals(key)) {
                entries.add(read.removeFirst());
            }
            return new KeyEntries(key, entries);
        }
    }
}
