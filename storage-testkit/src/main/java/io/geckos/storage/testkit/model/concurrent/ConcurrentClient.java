package io.geckos.storage.testkit.model.concurrent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.checksum.ETag;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.error.StorageException.NoSuchObject;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.multipart.PartReference;
import io.geckos.domain.multipart.UploadCompletion;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteOutcome;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ListEntry;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.contract.StorageContract;
import io.geckos.storage.testkit.data.GeneratedBytes;
import io.geckos.storage.testkit.data.ListingPages;
import io.geckos.storage.testkit.data.ObjectBytes;
import io.geckos.storage.testkit.data.Uploads;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One of several clients that call a storage at the same time. Records the effects of its calls. */
public final class ConcurrentClient {
    private final Storage storage;
    private final CallHistory<KeyState> history;
    private final EffectRecorder recorder;
    private final List<String> keys;

    /** The tag that this client saw last, by key, for the conditions of its writes. */
    private final Map<String, ETag> seen = new HashMap<>();

    public ConcurrentClient(Storage storage, CallHistory<KeyState> history, List<String> keys) {
        this(storage, history, keys, () -> false);
    }

    /** A client of a storage that may fail as long as {@code disturbed} is true. */
    public ConcurrentClient(
            Storage storage, CallHistory<KeyState> history, List<String> keys, BooleanSupplier disturbed) {
        this.storage = storage;
        this.history = history;
        this.recorder = new EffectRecorder(storage, history, disturbed);
        this.keys = keys;
    }

    /** The calls that a client can make. */
    public enum Kind {
        PUT,
        PUT_IF_ABSENT,
        PUT_IF_SEEN,
        READ,
        STAT,
        DELETE,
        DELETE_IF_SEEN,
        RETAG,
        LIST,
        COPY,
        RENAME,
        COMPLETE
    }

    /**
     * A planned call.
     *
     * @param racer the number of the client that makes it
     * @param number the unique number of the call, which also identifies its data
     */
    public record Planned(int racer, int number, Kind kind, String key, String other) {}

    /** Makes a call. Does not record a call that fails before it can have an effect. */
    public void make(Planned call) {
        try {
            makeAny(call);
        } catch (StorageException failure) {
            if (!recorder.isExplained(failure)) {
                throw failure;
            }
        }
    }

    private void makeAny(Planned call) {
        String key = call.key();
        ETag last = seen.get(key);
        WriteCondition ifSeen = last == null ? new WriteCondition.IfPresent() : new WriteCondition.IfMatch(last);
        switch (call.kind()) {
            case PUT -> put(call, WriteCondition.ALWAYS);
            case PUT_IF_ABSENT -> put(call, new WriteCondition.IfAbsent());
            case PUT_IF_SEEN -> put(call, ifSeen);
            case READ -> recorder.record(call, () -> Map.of(key, CallEffect.saw(read(key))));
            case STAT -> recorder.record(call, () -> Map.of(key, CallEffect.saw(stat(key))));
            case DELETE -> delete(call, WriteCondition.ALWAYS);
            case DELETE_IF_SEEN -> delete(call, ifSeen);
            case RETAG -> retag(call, Map.of("retagged by", "" + call.number()));
            case LIST -> recorder.record(call, this::list);
            case COPY -> copy(call);
            case RENAME -> rename(call);
            case COMPLETE -> complete(call);
        }
    }

    private void put(Planned call, WriteCondition condition) {
        GeneratedBytes body = new GeneratedBytes(call.number(), 10 + call.number() % 3 * 20_000);
        ObjectSpec spec = ObjectSpec.EMPTY.withTags(Map.of("put by", "" + call.number()));
        ObjectId id = id(call.key());
        recorder.record(
                call,
                () -> Map.of(call.key(), attempt(condition, () -> {
                    ObjectInfo info = storage.objects().put(id, spec, body.upload(), condition);
                    assertEquals(body.etag(), info.etag());
                    assertEquals(spec, info.spec());
                    return info;
                })),
                () -> EffectRecorder.wanted(
                        call.key(),
                        condition,
                        reference -> reference.objects().put(id, spec, body.upload(), WriteCondition.ALWAYS)));
    }

    /** Makes a write and answers its effect. */
    private CallEffect<KeyState> attempt(WriteCondition condition, Supplier<ObjectInfo> write) {
        try {
            ObjectInfo info = write.get();
            seen.put(info.id().key().value(), info.etag());
            return CallEffect.wrote(KeyState.of(info), condition);
        } catch (StorageException refusal) {
            return CallEffect.refused(refusal, condition);
        }
    }

    private KeyState stat(String key) {
        try {
            return sawAt(key, storage.objects().stat(id(key), Version.LATEST));
        } catch (NoSuchObject _) {
            return KeyState.ABSENT;
        }
    }

    private KeyState read(String key) {
        try (StoredObject object = storage.objects().open(id(key), Version.LATEST)) {
            byte[] bytes = ObjectBytes.read(object);
            assertEquals(object.info().size(), bytes.length);
            if (object.info().partCount() == 0) {
                assertEquals(ObjectBytes.digests(bytes).md5(), object.info().etag());
            }
            return sawAt(key, object.info());
        } catch (NoSuchObject _) {
            return KeyState.ABSENT;
        }
    }

    private KeyState sawAt(String key, ObjectInfo info) {
        seen.put(key, info.etag());
        return KeyState.of(info);
    }

    private void delete(Planned call, WriteCondition condition) {
        DeleteTarget target = new DeleteTarget(new ObjectKey(call.key()), Version.LATEST, condition);
        CallEffect<KeyState> deleted = CallEffect.wrote(KeyState.ABSENT, condition);
        recorder.record(
                call,
                () -> Map.of(
                        call.key(),
                        switch (storage.objects()
                                .delete(StorageContract.BUCKET, List.of(target))
                                .getFirst()) {
                            case DeleteOutcome.Deleted _ -> deleted;
                            case DeleteOutcome.Refused refused -> CallEffect.refused(refused.reason(), condition);
                        }),
                () -> Map.of(call.key(), deleted));
    }

    private void retag(Planned call, Map<String, String> tags) {
        recorder.record(
                call,
                () -> Map.of(call.key(), retag(call.key(), tags)),
                () -> Map.of(call.key(), new CallEffect<>("retagged", _ -> true, before -> before.withTags(tags))));
    }

    private CallEffect<KeyState> retag(String key, Map<String, String> tags) {
        try {
            KeyState after = KeyState.of(storage.objects().retag(id(key), Version.LATEST, tags));
            return new CallEffect<>(
                    "retagged " + after, before -> before.withTags(tags).equals(after), _ -> after);
        } catch (NoSuchObject _) {
            return CallEffect.saw(KeyState.ABSENT);
        }
    }

    /** Each key is checked separately, so a listing counts as many reads at unknown instants. */
    private Map<String, CallEffect<KeyState>> list() {
        Map<String, CallEffect<KeyState>> effects = new HashMap<>();
        keys.forEach(key -> effects.put(key, CallEffect.saw(KeyState.ABSENT)));
        ListingPages.all(from ->
                        storage.objects().list(StorageContract.BUCKET, new ListQuery("", Optional.empty(), from, 2)))
                .stream()
                .map(ListEntry.Found.class::cast)
                .forEach(found -> effects.put(found.summary().id().key().value(), CallEffect.listed(found.summary())));
        return effects;
    }

    private void copy(Planned call) {
        ObjectId target = id(call.other());
        ObjectSpec spec = ObjectSpec.EMPTY.withTags(Map.of("copied by", "" + call.number()));
        try (StoredObject source = storage.objects().open(id(call.key()), Version.LATEST)) {
            byte[] bytes = ObjectBytes.read(source);
            recorder.record(
                    call,
                    () -> Map.of(call.other(), attempt(WriteCondition.ALWAYS, () -> {
                        ObjectInfo copy = storage.objects().copy(source, target, spec, Set.of(), WriteCondition.ALWAYS);
                        assertEquals(ObjectBytes.digests(bytes).md5(), copy.etag());
                        return copy;
                    })),
                    () -> EffectRecorder.wanted(
                            call.other(),
                            WriteCondition.ALWAYS,
                            reference ->
                                    reference.objects().put(target, spec, Uploads.of(bytes), WriteCondition.ALWAYS)));
            assertArrayEquals(bytes, ObjectBytes.read(source));
        } catch (NoSuchObject _) {
            recorder.record(call, Map::of);
        }
    }

    private void rename(Planned call) {
        recorder.record(call, () -> rename(call.key(), call.other()), () -> {
            history.doubt(call.other());
            return Map.of(call.key(), CallEffect.wrote(KeyState.ABSENT, WriteCondition.ALWAYS));
        });
    }

    private Map<String, CallEffect<KeyState>> rename(String source, String target) {
        ObjectInfo moved;
        try {
            moved = storage.objects()
                    .rename(id(source), WriteCondition.ALWAYS, new ObjectKey(target), WriteCondition.ALWAYS);
        } catch (NoSuchObject _) {
            return Map.of(source, CallEffect.saw(KeyState.ABSENT));
        }
        KeyState after = KeyState.of(moved);
        CallEffect<KeyState> left =
                new CallEffect<>("left", before -> before.as(moved).equals(after), _ -> KeyState.ABSENT);
        return Map.of(source, left, target, CallEffect.wrote(after, WriteCondition.ALWAYS));
    }

    private void complete(Planned call) {
        UploadId upload = begin(storage, call);
        UploadCompletion completion = parts(storage, upload, call);
        recorder.record(
                call,
                () -> Map.of(
                        call.key(),
                        attempt(WriteCondition.ALWAYS, () -> storage.uploads().complete(upload, completion))),
                () -> EffectRecorder.wanted(call.key(), WriteCondition.ALWAYS, reference -> {
                    UploadId again = begin(reference, call);
                    return reference.uploads().complete(again, parts(reference, again, call));
                }));
    }

    private static UploadId begin(Storage storage, Planned call) {
        return storage.uploads()
                .begin(id(call.key()), ObjectSpec.EMPTY, Optional.empty())
                .id();
    }

    private static UploadCompletion parts(Storage storage, UploadId upload, Planned call) {
        List<PartReference> parts = Stream.of(1, 2)
                .map(number -> storage.uploads()
                        .putPart(upload, number, Uploads.of("part " + number + " of " + call.number())))
                .map(part -> new PartReference(part.number(), part.etag(), part.checksums()))
                .toList();
        return new UploadCompletion(parts, 0, Optional.empty(), OptionalLong.empty(), WriteCondition.ALWAYS);
    }

    private static ObjectId id(String key) {
        return StorageContract.id(key);
    }
}
