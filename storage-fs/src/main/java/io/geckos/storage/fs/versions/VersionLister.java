package io.geckos.storage.fs.versions;

import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.object.VersionEntry;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.format.KeyLayout;
import io.geckos.storage.fs.format.Tree;
import io.geckos.storage.fs.index.ListPosition;
import io.geckos.storage.fs.read.OrderedKeyWalk;
import io.geckos.storage.fs.volume.BucketDirectoryHandles;
import io.geckos.storage.fs.volume.DataDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes pages of the versions of a bucket: goes through both of its trees at once, in the order of keys. */
public final class VersionLister {
    private final DataDirectory volume;
    private final KeyVersions versions;

    public VersionLister(DataDirectory volume, KeyVersions versions) {
        this.volume = volume;
        this.versions = versions;
    }

    /** A page of all versions and delete markers, newest first of each key. */
    public ListPage<VersionEntry> page(BucketName bucket, ListQuery query) throws FileFault {
        if (query.limit() == 0) {
            return new ListPage<>(List.of(), Optional.empty());
        }
        VersionPosition from = VersionPosition.of(query);
        try (BucketDirectoryHandles currentDirs = new BucketDirectoryHandles(volume.files(), bucket);
                BucketDirectoryHandles keptDirs = new BucketDirectoryHandles(volume.files(), bucket, Tree.VERSIONS);
                BucketDirectoryHandles readDirs = new BucketDirectoryHandles(volume.files(), bucket)) {
            Page page = new Page(bucket, readDirs, query);
            ListQuery rest = from.behind(query);
            TreeWalks walks = new TreeWalks(
                    new OrderedKeyWalk(volume.index(), currentDirs, rest),
                    new OrderedKeyWalk(volume.index(), keptDirs, rest));
            if (from.isWithinKey(query)) {
                page.add(from.key(), from.version().orElseThrow());
            }
            for (KeyLayout.Named named = walks.next(); named != null && !page.isFull(); named = walks.next()) {
                Optional<String> rolledUp = ListPosition.rollUp(named.text(), query);
                if (rolledUp.isEmpty()) {
                    page.add(named.text(), VersionPosition.Place.BEFORE_ALL);
                } else if (named.directory() != null || page.holds(named.text())) {
                    page.addPrefix(rolledUp.get());
                    walks.skip(rolledUp.get());
                }
            }
            return page.end();
        }
    }

    /** Both trees. The current objects are read first: what stops being current is kept before it does. */
    private static final class TreeWalks {
        private final OrderedKeyWalk current;
        private final OrderedKeyWalk kept;
        private KeyLayout.@Nullable Named nextCurrent;
        private KeyLayout.@Nullable Named nextKept;

        TreeWalks(OrderedKeyWalk current, OrderedKeyWalk kept) throws FileFault {
            this.current = current;
            this.kept = kept;
            this.nextCurrent = current.next();
            this.nextKept = kept.next();
        }

        /** What is first in order of either tree, once if it is in both; null at the end. */
        KeyLayout.@Nullable Named next() throws FileFault {
            KeyLayout.Named first = nextCurrent;
            KeyLayout.Named second = nextKept;
            int order = first == null ? 1 : second == null ? -1 : ObjectKey.ORDER.compare(first.text(), second.text());
            if (order <= 0) {
                nextCurrent = current.next();
            }
            if (order >= 0) {
                nextKept = second == null ? null : kept.next();
            }
            return order <= 0 ? first : second;
        }

        /** Passes all keys that begin with {@code group}. */
        void skip(String group) throws FileFault {
            current.skip(group);
            kept.skip(group);
            while (nextCurrent != null && nextCurrent.text().startsWith(group)) {
                nextCurrent = current.next();
            }
            while (nextKept != null && nextKept.text().startsWith(group)) {
                nextKept = kept.next();
            }
        }
    }

    /** A page that is being made. */
    private final class Page {
        private final BucketName bucket;
        private final BucketDirectoryHandles dirs;
        private final int limit;
        private final List<VersionPosition.PageEntry> entries = new ArrayList<>();

        Page(BucketName bucket, BucketDirectoryHandles dirs, ListQuery query) {
            this.bucket = bucket;
            this.dirs = dirs;
            this.limit = query.limit();
        }

        /** Tells whether there is one entry more than the page has room for. */
        boolean isFull() {
            return entries.size() > limit;
        }

        void add(String key, VersionPosition.Place behind) throws FileFault {
            dirs.closeAll();
            entries.addAll(versions.entries(
                    dirs, new ObjectId(bucket, new ObjectKey(key)), behind, limit + 1 - entries.size()));
        }

        boolean holds(String key) throws FileFault {
            dirs.closeAll();
            return !versions.history(dirs, new ObjectId(bucket, new ObjectKey(key)))
                    .isEmpty();
        }

        void addPrefix(String prefix) {
            entries.add(new VersionPosition.PageEntry(new VersionEntry.CommonPrefix(prefix), 0));
        }

        ListPage<VersionEntry> end() {
            List<VersionPosition.PageEntry> kept = isFull() ? entries.subList(0, limit) : entries;
            return new ListPage<>(
                    kept.stream().map(VersionPosition.PageEntry::entry).toList(),
                    isFull() ? Optional.of(kept.getLast().token()) : Optional.empty());
        }
    }
}
