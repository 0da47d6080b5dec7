package io.geckos.server.migrate;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.engine.DocumentName;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.VersionEntry;
import io.geckos.storage.testkit.data.ListingPages;
import io.geckos.storage.testkit.data.ObjectBytes;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All that a store has, as its ports tell it; without the code under test. */
record StoreContents(Map<Bucket, BucketContents> buckets, Map<String, String> documents) {
    /** What a bucket has. Versions are in the order of the listing. */
    record BucketContents(Map<BucketSetting, String> settings, Map<VersionEntry, Optional<VersionContents>> versions) {}

    /** What a version has that is no delete marker. */
    record VersionContents(ObjectInfo info, List<ObjectPart> parts, ByteBuffer stored) {}

    static StoreContents of(Storage storage) {
        Map<Bucket, BucketContents> buckets = new LinkedHashMap<>();
        for (Bucket bucket :
                ListingPages.all(from -> storage.buckets().list(new ListQuery("", Optional.empty(), from, 1000)))) {
            buckets.put(bucket, of(storage, bucket.name()));
        }
        Map<String, String> documents = new TreeMap<>();
        for (DocumentName name : storage.documents().names()) {
            if (!name.equals(MigrationJournal.NAME)) {
                documents.put(
                        name.value(),
                        storage.documents().read(name).orElseThrow().text());
            }
        }
        return new StoreContents(buckets, documents);
    }

    private static BucketContents of(Storage storage, BucketName bucket) {
        Map<VersionEntry, Optional<VersionContents>> versions = new LinkedHashMap<>();
        for (VersionEntry entry : ListingPages.<VersionEntry>all(
                from -> storage.objects().listVersions(bucket, new ListQuery("", Optional.empty(), from, 100)),
                ListStart.START)) {
            Optional<VersionContents> contents = Optional.empty();
            if (entry instanceof VersionEntry.Stored stored) {
                try (StoredObject object =
                        storage.objects().open(stored.summary().id(), stored.version())) {
                    byte[] bytes = ObjectBytes.read(object, ByteSpan.whole(object.storedSize()));
                    contents = Optional.of(new VersionContents(object.info(), object.parts(), ByteBuffer.wrap(bytes)));
                }
            }
            versions.put(entry, contents);
        }
        return new BucketContents(new TreeMap<>(storage.buckets().settings(bucket)), versions);
    }
}
