package io.geckos.domain.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.Completion;
import io.geckos.domain.DeleteOutcome;
import io.geckos.domain.DeleteTarget;
import io.geckos.domain.ETag;
import io.geckos.domain.ListEntry;
import io.geckos.domain.ListQuery;
import io.geckos.domain.ObjectId;
import io.geckos.domain.ObjectInfo;
import io.geckos.domain.ObjectKey;
import io.geckos.domain.ObjectSpec;
import io.geckos.domain.PartRef;
import io.geckos.domain.Storage;
import io.geckos.domain.StorageException;
import io.geckos.domain.StorageException.NoSuchObject;
import io.geckos.domain.StoredObject;
import io.geckos.domain.Version;
import io.geckos.domain.WriteCondition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One of several clients of a storage that call it at the same time, and writes down what it saw. */
final class Racer {
    private final Storage storage;
    private final History history;
    private final List<String> keys;

    /** The tag this client saw last, by key: what it conditions writes on. */
    private final Map<String, ETag> seen = new HashMap<>();

    Racer(Storage storage, History history, List<String> keys) {
        this.storage = storage;
        this.history = history;
        this.keys = keys;
    }

    /** What a client can do. */
    enum Kind {
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
     * A call to be made.
     *
     * @param racer who makes it
     * @param number no other call has; what it writes is told by it
     */
    record Planned(int racer, int number, Kind kind, String key, String other) {}

    void make(Planned call) {
        String key = call.key();
        ETag last = seen.get(key);
        WriteCondition ifSeen = last == null ? new WriteCondition.IfPresent() : new WriteCondition.IfMatch(last);
        switch (call.kind()) {
            case PUT -> put(call, WriteCondition.ALWAYS);
            case PUT_IF_ABSENT -> put(call, new WriteCondition.IfAbsent());
            case PUT_IF_SEEN -> put(call, ifSeen);
            case READ -> record(call, () -> Map.of(key, Effect.saw(read(key))));
            case STAT -> record(call, () -> Map.of(key, Effect.saw(stat(key))));
            case DELETE -> record(call, () -> delete(key, WriteCondition.ALWAYS));
            case DELETE_IF_SEEN -> record(call, () -> delete(key, ifSeen));
            case RETAG -> record(call, () -> Map.of(key, retag(key, Map.of("retagged by", "" + call.number()))));
            case LIST -> record(call, this::list);
            case COPY -> copy(call);
            case RENAME -> record(call, () -> rename(key, call.other()));
            case COMPLETE -> complete(call);
        }
    }

    private void record(Planned call, Supplier<Map<String, Effect>> made) {
        history.record("racer " + call.racer() + " " + call.kind() + " " + call.number(), made);
    }

    private void put(Planned call, WriteCondition condition) {
        Body body = new Body(call.number(), 10 + call.number() % 3 * 20_000);
        ObjectSpec spec = ObjectSpec.EMPTY.withTags(Map.of("put by", "" + call.number()));
        record(
                call,
                () -> Map.of(call.key(), attempt(condition, () -> {
                    ObjectInfo info = storage.objects().put(id(call.key()), spec, body.upload(), condition);
                    assertEquals(body.etag(), info.etag());
                    assertEquals(spec, info.spec());
                    return info;
                })));
    }

    /** A write, and what became of it. */
    private Effect attempt(WriteCondition condition, Supplier<ObjectInfo> write) {
        try {
            ObjectInfo info = write.get();
            seen.put(info.id().key().value(), info.etag());
            return Effect.wrote(State.of(info), condition);
        } catch (StorageException refusal) {
            return Effect.refused(refusal, condition);
        }
    }

    private State stat(String key) {
        try {
            return sawAt(key, storage.objects().stat(id(key), Version.LATEST));
        } catch (NoSuchObject _) {
            return State.ABSENT;
        }
    }

    private State read(String key) {
        try (StoredObject object = storage.objects().open(id(key), Version.LATEST)) {
            byte[] bytes = Contents.read(object);
            assertEquals(object.info().size(), bytes.length);
            if (object.info().partCount() == 0) {
                assertEquals(
                        ObjectStoreContract.digests(bytes).md5(), object.info().etag());
            }
            return sawAt(key, object.info());
        } catch (NoSuchObject _) {
            return State.ABSENT;
        }
    }

    private State sawAt(String key, ObjectInfo info) {
        seen.put(key, info.etag());
        return State.of(info);
    }

    private Map<String, Effect> delete(String key, WriteCondition condition) {
        DeleteTarget target = new DeleteTarget(new ObjectKey(key), Version.LATEST, condition);
        return Map.of(
                key,
                switch (storage.objects()
                        .delete(StorageContract.BUCKET, List.of(target))
                        .getFirst()) {
                    case DeleteOutcome.Deleted _ -> Effect.wrote(State.ABSENT, condition);
                    case DeleteOutcome.Refused refused -> Effect.refused(refused.reason(), condition);
                });
    }

    private Effect retag(String key, Map<String, String> tags) {
        try {
            State after = State.of(storage.objects().retag(id(key), Version.LATEST, tags));
            return new Effect(
                    "retagged " + after, before -> before.withTags(tags).equals(after), _ -> after);
        } catch (NoSuchObject _) {
            return Effect.saw(State.ABSENT);
        }
    }

    /** Keys are checked each for itself, so a listing is many reads at unknown instants. */
    private Map<String, Effect> list() {
        Map<String, Effect> effects = new HashMap<>();
        keys.forEach(key -> effects.put(key, Effect.saw(State.ABSENT)));
        Pages.all(from -> storage.objects().list(StorageContract.BUCKET, new ListQuery("", Optional.empty(), from, 2)))
                .stream()
                .map(ListEntry.Found.class::cast)
                .forEach(found -> effects.put(found.info().id().key().value(), Effect.saw(State.of(found.info()))));
        return effects;
    }

    private void copy(Planned call) {
        try (StoredObject source = storage.objects().open(id(call.key()), Version.LATEST)) {
            byte[] bytes = Contents.read(source);
            record(
                    call,
                    () -> Map.of(call.other(), attempt(WriteCondition.ALWAYS, () -> {
                        ObjectSpec spec = ObjectSpec.EMPTY.withTags(Map.of("copied by", "" + call.number()));
                        ObjectInfo copy =
                                storage.objects().copy(source, id(call.other()), spec, Set.of(), WriteCondition.ALWAYS);
                        assertEquals(ObjectStoreContract.digests(bytes).md5(), copy.etag());
                        return copy;
                    })));
            assertArrayEquals(bytes, Contents.read(source));
        } catch (NoSuchObject _) {
            record(call, Map::of);
        }
    }

    private Map<String, Effect> rename(String source, String target) {
        ObjectInfo moved;
        try {
            moved = storage.objects()
                    .rename(id(source), WriteCondition.ALWAYS, new ObjectKey(target), WriteCondition.ALWAYS);
        } catch (NoSuchObject _) {
            return Map.of(source, Effect.saw(State.ABSENT));
        }
        State after = State.of(moved);
        Effect left = new Effect("left", before -> before.as(moved).equals(after), _ -> State.ABSENT);
        return Map.of(source, left, target, Effect.wrote(after, WriteCondition.ALWAYS));
    }

    private void complete(Planned call) {
        var uploads = storage.uploads();
        var upload = uploads.begin(id(call.key()), ObjectSpec.EMPTY, Optional.empty())
                .id();
        List<PartRef> parts = Stream.of(1, 2)
                .map(number -> uploads.putPart(upload, number, Uploads.of("part " + number + " of " + call.number())))
                .map(part -> new PartRef(part.number(), part.etag(), part.checksums()))
                .toList();
        Completion completion = new Completion(parts, 0, Optional.empty(), OptionalLong.empty(), WriteCondition.ALWAYS);
        record(
                call,
                () -> Map.of(call.key(), attempt(WriteCondition.ALWAYS, () -> uploads.complete(upload, completion))));
    }

    private static ObjectId id(String key) {
        return StorageContract.id(key);
    }
}
