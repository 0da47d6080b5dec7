package io.geckos.storage.fs.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.checksum.ContentHasher;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.multipart.UploadEntry;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ListEntry;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.ObjectSummary;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.VersionEntry;
import io.geckos.storage.testkit.data.ObjectBytes;
import io.geckos.storage.testkit.data.SealedBytes;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All visible state of a storage except times and ids of uploads: a description of each object, bucket and upload, by its name.
 */
record StorageSnapshot(Map<String, String> entries) {
    private static final int MANY = 1_000;

    /** Buckets that the engine made are newer. Older ones were made by hand on the file system in memory. */
    private static final Instant FIRST_BUCKET_OF_THE_ENGINE = Instant.parse("2020-01-01T00:00:00Z");

    private static final String CREATED = "made ";
    private static final String MANUAL = "found ";

    /**
     * Reads everything through all operations that show it, and fails if two of them disagree.
     *
     * @param keys in each bucket, those that are not listed must not be found either
     */
    static StorageSnapshot of(Storage storage, Collection<String> keys) {
        Map<String, String> entries = new TreeMap<>();
        for (Bucket bucket :
                storage.buckets().list(query(Optional.empty(), MANY)).items()) {
            BucketName name = bucket.name();
            String since = bucket.created().isBefore(FIRST_BUCKET_OF_THE_ENGINE) ? MANUAL : CREATED;
            entries.put(
                    "bucket " + name,
                    since + storage.buckets().setting(name, BucketSetting.CORS).orElse(""));
            addObjects(storage, name, keys, entries);
            addUploads(storage, name, entries);
            if (bucket.versioning() != VersioningStatus.UNVERSIONED) {
                entries.put("versioning of " + name, bucket.versioning().name());
                addVersions(storage, name, entries);
            }
        }
        return new StorageSnapshot(entries);
    }

    /** Tells whether the changes of a step are visible here. */
    boolean shows(AllowedOutcomes.Step step) {
        return step.after().entries.entrySet().stream()
                .filter(thing -> !thing.getValue().equals(step.before().entries.get(thing.getKey())))
                .allMatch(thing -> bytes(thing.getValue()).equals(bytes(entries.get(thing.getKey()))));
    }

    /** The digest of an object's bytes, without its metadata. */
    private static String bytes(@Nullable String thing) {
        return thing == null ? "" : thing.substring(0, Math.max(0, thing.indexOf(' ')));
    }

    /** A copy in which a bucket was made by hand. */
    StorageSnapshot withManualBucket(BucketName bucket) {
        Map<String, String> all = new TreeMap<>(entries);
        all.computeIfPresent("bucket " + bucket, (_, said) -> said.replace(CREATED, MANUAL));
        return new StorageSnapshot(all);
    }

    /** The entries of this snapshot, and those that only {@code before} has. */
    StorageSnapshot mergedWith(StorageSnapshot before) {
        Map<String, String> all = new TreeMap<>(before.entries);
        all.putAll(entries);
        return new StorageSnapshot(all);
    }

    /** The entries that {@code after} does not have. */
    StorageSnapshot without(StorageSnapshot after) {
        Map<String, String> rest = new TreeMap<>(entries);
        rest.keySet().removeAll(after.entries.keySet());
        return new StorageSnapshot(rest);
    }

    /** This snapshot with each subset of the entries of {@code others}. */
    Set<StorageSnapshot> withAnySubsetOf(StorageSnapshot others) {
        Set<StorageSnapshot> views = new HashSet<>(Set.of(this));
        others.entries.forEach((name, said) -> {
            StorageSnapshot one = new StorageSnapshot(Map.of(name, said));
            List.copyOf(views).forEach(view -> views.add(view.mergedWith(one)));
        });
        return views;
    }

    private static ListQuery query(Optional<String> delimiter, int limit) {
        return new ListQuery("", delimiter, ListStart.START, limit);
    }

    private static void addObjects(
            Storage storage, BucketName bucket, Collection<String> keys, Map<String, String> entries) {
        Set<String> absent = new TreeSet<>(keys);
        Set<String> groups = new TreeSet<>();
        for (ListEntry entry :
                storage.objects().list(bucket, query(Optional.empty(), MANY)).items()) {
            ObjectSummary listed = ((ListEntry.Found) entry).summary();
            String key = listed.id().key().value();
            entries.put(bucket + "/" + key, read(storage, listed));
            absent.remove(key);
            groups.add(group(key));
        }
        for (String key : absent) {
            ObjectId id = new ObjectId(bucket, new ObjectKey(key));
            StorageException missing =
                    assertThrows(StorageException.class, () -> storage.objects().stat(id, Version.LATEST), key);
            assertTrue(
                    missing instanceof StorageException.NoSuchObject
                            || missing instanceof StorageException.VersionIsDeleteMarker,
                    missing::toString);
        }
        assertEquals(
                List.copyOf(groups),
                storage.objects().list(bucket, query(Optional.of("/"), MANY)).items().stream()
                        .map(StorageSnapshot::name)
                        .toList());
    }

    /** Adds of each key all versions, the newest first, each as it is read by its name. */
    private static void addVersions(Storage storage, BucketName bucket, Map<String, String> entries) {
        Map<String, List<String>> histories = new TreeMap<>();
        Set<String> names = new TreeSet<>();
        for (VersionEntry entry : storage.objects()
                .listVersions(bucket, query(Optional.empty(), MANY))
                .items()) {
            switch (entry) {
                case VersionEntry.Stored(var version, var summary, var latest) -> {
                    assertTrue(names.add(summary.id() + " " + version.value()), "twice");
                    addTo(histories, summary.id(), read(storage, summary, version) + told(version, latest));
                }
                case VersionEntry.DeleteMarker(var id, var version, var latest, var _) -> {
                    assertTrue(names.add(id + " " + version.value()), "twice");
                    assertThrows(
                            StorageException.VersionIsDeleteMarker.class,
                            () -> storage.objects().stat(id, version));
                    addTo(histories, id, "marker" + told(version, latest));
                }
                case VersionEntry.CommonPrefix(var prefix) -> throw new AssertionError(prefix);
            }
        }
        histories.forEach((id, history) -> entries.put("history of " + id, String.join("\n    ", history)));
    }

    private static void addTo(Map<String, List<String>> histories, ObjectId id, String line) {
        histories.computeIfAbsent(id.toString(), _ -> new ArrayList<>()).add(line);
    }

    private static String told(Version.Named version, boolean latest) {
        return (version.equals(Version.NULL) ? " null" : "") + (latest ? " latest" : "");
    }

    private static String group(String key) {
        return key.substring(0, key.indexOf('/') < 0 ? key.length() : key.indexOf('/') + 1);
    }

    private static String name(ListEntry entry) {
        return switch (entry) {
            case ListEntry.Found(var summary) -> summary.id().key().value();
            case ListEntry.CommonPrefix(var prefix) -> prefix;
        };
    }

    private static String read(Storage storage, ObjectSummary listed) {
        return read(storage, listed, Version.LATEST);
    }

    private static String read(Storage storage, ObjectSummary listed, Version version) {
        ObjectInfo info = storage.objects().stat(listed.id(), version);
        assertEquals(listed, info.summary());
        try (StoredObject opened = storage.objects().open(listed.id(), version)) {
            assertEquals(info, opened.info());
            if (info.spec().seal().isPresent()) {
                return SealedBytes.read(opened).replace(' ', '_') + " " + info.etag() + seal(info.spec())
                        + sorted(info.spec().tags());
            }
            byte[] bytes = ObjectBytes.read(opened);
            assertEquals(info.size(), bytes.length);
            ContentHasher hasher = new ContentHasher(Set.of());
            hasher.update(ByteBuffer.wrap(bytes));
            String md5 = hasher.finish().md5().value();
            if (info.etag().isMd5()) {
                assertEquals(md5, info.etag().value(), () -> "torn: " + info.id());
            }
            // A file put by hand has a tag of its own, which no reference knows.
            String etag =
                    info.etag().isMd5() || info.partCount() > 0 ? info.etag().value() : md5;
            return md5 + " " + etag + " " + info.checksums() + " " + info.partCount() + " "
                    + sorted(info.spec().headers()) + sorted(info.spec().userMetadata())
                    + sorted(info.spec().tags());
        }
    }

    private static String seal(ObjectSpec spec) {
        return spec.seal().map(seal -> " " + sorted(seal.fields())).orElse("");
    }

    private static Map<String, String> sorted(Map<String, String> map) {
        return new TreeMap<>(map);
    }

    private static void addUploads(Storage storage, BucketName bucket, Map<String, String> entries) {
        ListPage<UploadEntry> uploads = storage.uploads().listUploads(bucket, query(Optional.empty(), MANY));
        for (UploadEntry entry : uploads.items()) {
            var info = ((UploadEntry.Found) entry).info();
            String parts = storage.uploads().listParts(info.id(), 0, MANY).items().stream()
                    .map(StorageSnapshot::read)
                    .collect(Collectors.joining(", "));
            entries.put(
                    "upload of " + info.id().object() + " " + sorted(info.spec().userMetadata()),
                    parts + seal(info.spec()));
        }
    }

    private static String read(ObjectPart part) {
        return part.number() + " " + part.etag() + " " + part.size();
    }
}
