package io.geckos.storage.fs.testkit.call;

import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.VersionEntry;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.data.EntryNames;
import io.geckos.storage.testkit.data.Uploads;
import java.util.List;
import java.util.Optional;

/**
 * What a reference does for people who change the file of a key in a bucket that keeps versions: the version whose bytes they
 * replaced or removed is gone, and all others are there.
 */
public final class ManualVersionChanges {
    private static final ListQuery ALL = new ListQuery("", Optional.empty(), ListStart.START, 1_000);

    private ManualVersionChanges() {}

    /** A write to a key whose file people removed: the delete marker that stood for that is no version, and goes. */
    public static StorageCall putWhereRemoved(String key, String body) {
        StorageCall put = StorageCall.put(key, body);
        return new StorageCall(put.name() + " where it was removed", client -> {
            if (client.hands() == null) {
                lose(client.storage(), key);
            }
            put.run(client);
        });
    }

    private static void lose(Storage storage, String key) {
        if (history(storage, key).getFirst() instanceof VersionEntry.DeleteMarker marker) {
            delete(storage, key, marker.version());
        }
    }

    /** Tells whether the bucket of these calls keeps versions. */
    static boolean keptBy(Storage storage) {
        return storage.buckets().get(StorageCall.BUCKET).versioning() != VersioningStatus.UNVERSIONED;
    }

    /** Such a file is a version with an id, also while the bucket would give it none. */
    static void put(Storage storage, String key, String body) {
        List<VersionEntry> before = history(storage, key);
        VersioningStatus status = storage.buckets().get(StorageCall.BUCKET).versioning();
        storage.buckets().setVersioning(StorageCall.BUCKET, VersioningStatus.ENABLED);
        storage.objects().put(StorageCall.id(key), ObjectSpec.EMPTY, Uploads.of(body), WriteCondition.ALWAYS);
        storage.buckets().setVersioning(StorageCall.BUCKET, status);
        lose(storage, key, before);
    }

    /** If there are older versions, a delete marker stands for the file that is missing. */
    static void remove(Storage storage, String key) {
        List<VersionEntry> before = history(storage, key);
        if (before.size() > 1 && before.getFirst() instanceof VersionEntry.Stored) {
            delete(storage, key, Version.LATEST);
        }
        lose(storage, key, before);
    }

    /** Removes the version that was in the file, if there was any. */
    private static void lose(Storage storage, String key, List<VersionEntry> before) {
        if (!before.isEmpty() && before.getFirst() instanceof VersionEntry.Stored file) {
            delete(storage, key, file.version());
        }
    }

    private static void delete(Storage storage, String key, Version version) {
        DeleteTarget target = new DeleteTarget(new ObjectKey(key), version, WriteCondition.ALWAYS);
        var _ = storage.objects().delete(StorageCall.BUCKET, List.of(target));
    }

    private static List<VersionEntry> history(Storage storage, String key) {
        return storage.objects().listVersions(StorageCall.BUCKET, ALL).items().stream()
                .filter(entry -> EntryNames.key(entry).equals(key))
                .toList();
    }
}
