package io.geckos.storage.fs.testkit.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.checksum.Digests;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.name.VersionId;
import io.geckos.domain.object.DeleteOutcome;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.VersionEntry;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.data.EntryNames;
import io.geckos.storage.testkit.data.ObjectBytes;
import io.geckos.storage.testkit.data.Uploads;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Calls that versions make possible. A version is told by its rank among those of its key, of which the newest is 0. */
public final class VersionCall {
    private static final Instant TIME = Instant.parse("2025-01-01T00:00:00Z");

    private VersionCall() {}

    public static StorageCall versioning(VersioningStatus versioning) {
        return new StorageCall(
                "versioning " + versioning,
                client -> client.storage().buckets().setVersioning(StorageCall.BUCKET, versioning));
    }

    /** Removes a version for good. */
    public static StorageCall remove(String key, int rank) {
        return new StorageCall("remove version " + rank + " of " + key, client -> {
            DeleteTarget target =
                    new DeleteTarget(new ObjectKey(key), version(client, key, rank), WriteCondition.ALWAYS);
            DeleteOutcome outcome = client.storage()
                    .objects()
                    .delete(StorageCall.BUCKET, List.of(target))
                    .getFirst();
            if (outcome instanceof DeleteOutcome.Refused refused) {
                throw refused.reason();
            }
        });
    }

    public static StorageCall retag(String key, int rank, String tag) {
        return new StorageCall(
                "retag version " + rank + " of " + key + " " + tag,
                client -> client.storage()
                        .objects()
                        .retag(StorageCall.id(key), version(client, key, rank), Map.of("tag", tag)));
    }

    /** Copies a version onto its key. */
    public static StorageCall restore(String key, int rank) {
        return new StorageCall("copy version " + rank + " onto " + key, client -> {
            try (StoredObject old = client.storage().objects().open(StorageCall.id(key), version(client, key, rank))) {
                ObjectSpec spec = new ObjectSpec(Map.of(), Map.of("copied-from", String.valueOf(rank)), Map.of());
                client.storage().objects().copy(old, StorageCall.id(key), spec, Set.of(), WriteCondition.ALWAYS);
            }
        });
    }

    /** Adds a version of another store; all of them have the same time. Later numbers are newer. */
    public static StorageCall add(String key, int number, String body) {
        return new StorageCall("add version " + number + " of " + key + " " + body, client -> {
            ObjectSpec spec = new ObjectSpec(Map.of(), Map.of("by", body), Map.of());
            Digests digests = ObjectBytes.digests(body.getBytes(UTF_8));
            ObjectInfo info = new ObjectInfo(
                    StorageCall.id(key),
                    Optional.of(name(number)),
                    digests.md5(),
                    digests.size(),
                    TIME,
                    digests.checksums(),
                    0,
                    spec);
            client.storage().transfer().addVersion(info, List.of(), Uploads.of(body));
        });
    }

    /** Adds a delete marker of another store. */
    public static StorageCall addMarker(String key, int number) {
        return new StorageCall(
                "add marker " + number + " of " + key,
                client -> client.storage().transfer().addDeleteMarker(StorageCall.id(key), name(number), TIME));
    }

    private static Version.Named name(int number) {
        long order = TIME.getEpochSecond() * 1_000_000_000 + number;
        return new Version.Exactly(new VersionId("%016x%016x".formatted(Long.MAX_VALUE - order, number)));
    }

    private static Version version(StorageClient client, String key, int rank) {
        List<VersionEntry> all = client
                .storage()
                .objects()
                .listVersions(StorageCall.BUCKET, new ListQuery("", Optional.empty(), ListStart.START, 1_000))
                .items()
                .stream()
                .filter(entry -> EntryNames.key(entry).equals(key))
                .toList();
        if (rank >= all.size()) {
            throw new StorageException.NoSuchObject(StorageCall.id(key));
        }
        return switch (all.get(rank)) {
            case VersionEntry.Stored stored -> stored.version();
            case VersionEntry.DeleteMarker marker -> marker.version();
            case VersionEntry.CommonPrefix prefix -> throw new IllegalStateException(prefix.prefix());
        };
    }
}
