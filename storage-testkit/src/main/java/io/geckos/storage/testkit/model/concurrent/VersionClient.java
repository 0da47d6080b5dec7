package io.geckos.storage.testkit.model.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.error.StorageException.ConditionFailed;
import io.geckos.domain.error.StorageException.WriteConflict;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteOutcome;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.VersionEntry;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.contract.StorageContract;
import io.geckos.storage.testkit.data.EntryNames;
import io.geckos.storage.testkit.data.GeneratedBytes;
import io.geckos.storage.testkit.data.ObjectBytes;
import io.geckos.storage.testkit.model.concurrent.VersionHistory.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;

/** One of several clients of a bucket with versions that call at the same time. Records the effects of its calls. */
final class VersionClient {
    private static final ListQuery ALL = new ListQuery("", Optional.empty(), ListStart.START, 1_000);

    private final Storage storage;
    private final CallHistory<VersionHistory> history;
    private final List<String> keys;

    /** The versions that this client knows, by key. */
    private final Map<String, List<Version.Named>> known = new HashMap<>();

    VersionClient(Storage storage, CallHistory<VersionHistory> history, List<String> keys) {
        this.storage = storage;
        this.history = history;
        this.keys = keys;
    }

    /** The calls that a client can make. */
    enum Kind {
        PUT,
        PUT_IF_ABSENT,
        HIDE,
        REMOVE,
        RESTORE,
        READ,
        READ_VERSION,
        LIST,
        ENABLE,
        SUSPEND
    }

    /** A planned call; {@code choice} decides which of the known versions is meant. */
    record Planned(int racer, int number, Kind kind, String key, int choice) {}

    void make(Planned call) {
        history.record("racer " + call.racer() + " " + call.kind() + " " + call.number(), () -> switch (call.kind()) {
            case PUT -> Map.of(call.key(), put(call, WriteCondition.ALWAYS));
            case PUT_IF_ABSENT -> Map.of(call.key(), putIfAbsent(call));
            case HIDE -> Map.of(call.key(), delete(call.key(), Version.LATEST));
            case REMOVE -> Map.of(call.key(), delete(call.key(), chosen(call)));
            case RESTORE -> Map.of(call.key(), restore(call));
            case READ -> Map.of(call.key(), read(call.key(), Version.LATEST));
            case READ_VERSION -> Map.of(call.key(), read(call.key(), chosen(call)));
            case LIST -> list();
            case ENABLE -> set(VersioningStatus.ENABLED);
            case SUSPEND -> set(VersioningStatus.SUSPENDED);
        });
    }

    private Version.Named chosen(Planned call) {
        List<Version.Named> versions = known.getOrDefault(call.key(), List.of());
        return versions.isEmpty() ? Version.NULL : versions.get(new Random(call.choice()).nextInt(versions.size()));
    }

    private Map<String, CallEffect<VersionHistory>> set(VersioningStatus status) {
        storage.buckets().setVersioning(StorageContract.BUCKET, status);
        return Map.of();
    }

    private CallEffect<VersionHistory> put(Planned call, WriteCondition condition) {
        GeneratedBytes body = new GeneratedBytes(call.number(), 10 + call.number() % 3 * 20_000);
        ObjectInfo info =
                storage.objects().put(StorageContract.id(call.key()), ObjectSpec.EMPTY, body.upload(), condition);
        assertEquals(body.etag(), info.etag());
        return added(call.key(), info, condition);
    }

    private CallEffect<VersionHistory> added(String key, ObjectInfo info, WriteCondition condition) {
        Entry kept = new Entry(learn(key, info.version().orElseThrow()), Optional.of(info.etag()));
        return new CallEffect<>(
                "added " + kept,
                before -> condition.equals(WriteCondition.ALWAYS) || !before.hasObject(),
                before -> before.with(kept));
    }

    private Version.Named learn(String key, Version.Named version) {
        known.computeIfAbsent(key, _ -> new ArrayList<>()).add(version);
        return version;
    }

    private CallEffect<VersionHistory> putIfAbsent(Planned call) {
        try {
            return put(call, new WriteCondition.IfAbsent());
        } catch (ConditionFailed _) {
            return new CallEffect<>("is there", VersionHistory::hasObject, UnaryOperator.identity());
        } catch (WriteConflict _) {
            return new CallEffect<>("lost a race", _ -> true, UnaryOperator.identity());
        }
    }

    private CallEffect<VersionHistory> delete(String key, Version version) {
        DeleteTarget target = new DeleteTarget(new ObjectKey(key), version, WriteCondition.ALWAYS);
        DeleteOutcome outcome = storage.objects()
                .delete(StorageContract.BUCKET, List.of(target))
                .getFirst();
        if (!(outcome instanceof DeleteOutcome.Deleted(var _, var made, var marker))) {
            throw ((DeleteOutcome.Refused) outcome).reason();
        }
        if (version instanceof Version.Named named) {
            return new CallEffect<>(
                    "removed " + named + (marker ? ", a marker" : ""),
                    before -> before.find(named).isEmpty()
                            || before.find(named).get().etag().isEmpty() == marker,
                    before -> before.without(named));
        }
        Entry hidden = new Entry(learn(key, made.orElseThrow()), Optional.empty());
        return new CallEffect<>("added " + hidden, _ -> marker, before -> before.with(hidden));
    }

    private CallEffect<VersionHistory> restore(Planned call) {
        Version.Named version = chosen(call);
        try (StoredObject old = storage.objects().open(StorageContract.id(call.key()), version)) {
            ObjectInfo copy = storage.objects()
                    .copy(old, StorageContract.id(call.key()), ObjectSpec.EMPTY, Set.of(), WriteCondition.ALWAYS);
            assertEquals(old.info().etag(), copy.etag());
            return added(call.key(), copy, WriteCondition.ALWAYS);
        } catch (StorageException missing) {
            return missed(missing, Optional.of(version));
        }
    }

    private CallEffect<VersionHistory> read(String key, Version version) {
        Optional<Version.Named> named = version instanceof Version.Named it ? Optional.of(it) : Optional.empty();
        try (StoredObject object = storage.objects().open(StorageContract.id(key), version)) {
            assertEquals(
                    ObjectBytes.digests(ObjectBytes.read(object)).md5(),
                    object.info().etag());
            Entry kept = new Entry(
                    object.info().version().orElseThrow(),
                    Optional.of(object.info().etag()));
            learn(key, kept.version());
            return new CallEffect<>(
                    "read " + kept,
                    before -> named.map(before::find).orElseGet(before::latest).equals(Optional.of(kept)),
                    UnaryOperator.identity());
        } catch (StorageException missing) {
            return missed(missing, named);
        }
    }

    /** What a version that cannot be read, or the latest if none is named, tells of the history. */
    private static CallEffect<VersionHistory> missed(StorageException missing, Optional<Version.Named> named) {
        boolean marker = switch (missing) {
            case StorageException.VersionIsDeleteMarker _ -> true;
            case StorageException.NoSuchObject _, StorageException.NoSuchVersion _ -> false;
            default -> throw missing;
        };
        return new CallEffect<>(
                "missed " + named + (marker ? " for a marker" : ""),
                before -> {
                    Optional<Entry> found = named.map(before::find).orElseGet(before::latest);
                    return found.isPresent() == marker
                            && found.flatMap(Entry::etag).isEmpty();
                },
                UnaryOperator.identity());
    }

    /** Each key is checked separately, so a listing counts as many looks at unknown instants. */
    private Map<String, CallEffect<VersionHistory>> list() {
        Map<String, List<Entry>> listed = new HashMap<>();
        keys.forEach(key -> listed.put(key, new ArrayList<>()));
        for (VersionEntry entry :
                storage.objects().listVersions(StorageContract.BUCKET, ALL).items()) {
            List<Entry> ofKey = Objects.requireNonNull(listed.get(EntryNames.key(entry)));
            assertEquals(ofKey.isEmpty(), isLatest(entry), entry::toString);
            ofKey.add(Entry.of(entry));
        }
        Map<String, CallEffect<VersionHistory>> effects = new HashMap<>();
        listed.forEach((key, kept) -> {
            kept.forEach(it -> learn(key, it.version()));
            effects.put(
                    key,
                    new CallEffect<>(
                            "listed " + kept, before -> before.entries().equals(kept), UnaryOperator.identity()));
        });
        return effects;
    }

    private static boolean isLatest(VersionEntry entry) {
        return switch (entry) {
            case VersionEntry.Stored stored -> stored.latest();
            case VersionEntry.DeleteMarker marker -> marker.latest();
            case VersionEntry.CommonPrefix _ -> false;
        };
    }
}
