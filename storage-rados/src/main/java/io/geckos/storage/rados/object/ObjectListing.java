package io.geckos.storage.rados.object;

import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ListEntry;
import io.geckos.domain.object.VersionEntry;
import io.geckos.storage.rados.format.BucketRow;
import io.geckos.storage.rados.format.RowKey;
import io.geckos.storage.rados.format.VersionFormat;
import io.geckos.storage.rados.format.VersionRow;
import io.geckos.storage.rados.index.KeyIndex;
import io.geckos.storage.rados.index.ListPager;
import io.geckos.storage.rados.index.MergedRows;
import io.geckos.storage.rados.index.MergedRows.PlacedRow;
import java.util.Optional;

/** Lists objects and versions. */
record ObjectListing(KeyIndex index) {
    ListPage<ListEntry> list(BucketName name, ListQuery query) {
        return index.readConsistently(name, bucket -> {
            MergedRows rows =
                    MergedRows.of(index.meta(), bucket.shardNames(), RowKey.OBJECTS, query.prefix(), query.limit());
            return ListPager.page(
                    rows,
                    ListPager.start(query, _ -> Optional.empty()),
                    query,
                    (key, row) -> {
                        VersionRow version = VersionFormat.readVersion(row.value());
                        return new ListEntry.Found(version.info(new ObjectId(name, new ObjectKey(key)), false)
                                .orElseThrow()
                                .summary());
                    },
                    ListEntry.CommonPrefix::new);
        });
    }

    ListPage<VersionEntry> listVersions(BucketName name, ListQuery query) {
        return index.readConsistently(name, bucket -> {
            MergedRows rows = MergedRows.ofVersions(index.meta(), bucket.shardNames(), query.prefix(), query.limit());
            return ListPager.page(
                    rows,
                    ListPager.start(query, key -> nullVersion(bucket, key)),
                    query,
                    (key, row) -> entry(new ObjectId(name, new ObjectKey(key)), row),
                    VersionEntry.CommonPrefix::new);
        });
    }

    private Optional<String> nullVersion(BucketRow bucket, String key) {
        if (!isKey(key)) {
            return Optional.empty();
        }
        ObjectId id = new ObjectId(bucket.facts().name(), new ObjectKey(key));
        return index.find(bucket, id, Version.NULL).map(it -> RowKey.orderText(it.order()));
    }

    private static boolean isKey(String text) {
        try {
            ObjectKey _ = new ObjectKey(text);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static VersionEntry entry(ObjectId id, PlacedRow row) {
        VersionRow version = VersionFormat.readVersion(row.value());
        boolean latest = !row.letter().equals(RowKey.VERSIONS);
        return version.info(id, true)
                .<VersionEntry>map(info -> new VersionEntry.Stored(version.version(), info.summary(), latest))
                .orElseGet(() -> new VersionEntry.DeleteMarker(id, version.version(), latest, version.modified()));
    }
}
