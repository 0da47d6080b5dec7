package io.geckos.storage.testkit.memory;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.bucket.ObjectLock;
import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.error.StorageException.ConditionFailed;
import io.geckos.domain.error.StorageException.NoSuchObject;
import io.geckos.domain.error.StorageException.NoSuchUpload;
import io.geckos.domain.error.StorageException.NoSuchVersion;
import io.geckos.domain.error.StorageException.VersionIsDeleteMarker;
import io.geckos.domain.error.StorageException.VersionProtected;
import io.geckos.domain.error.StorageException.WrongState;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.name.Version;
import io.geckos.domain.name.VersionId;
import io.geckos.domain.object.DeleteOutcome.Deleted;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.Protection;
import io.geckos.domain.object.Retention;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.memory.MemoryVersion.Marker;
import io.geckos.storage.testkit.memory.MemoryVersion.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/** One bucket and all that is in it: of each key the versions, newest first. */
final class MemoryBucket {
    /** Makes an order as long as the ids of other engines are. */
    private static final String ID_END = "0".repeat(16);

    private final Map<BucketSetting, String> settings = new EnumMap<>(BucketSetting.class);
    private final NavigableMap<ObjectKey, List<MemoryVersion>> versions = new TreeMap<>();
    private final NavigableMap<String, MemoryUpload> uploads = new TreeMap<>();
    private final LongSupplier orders;
    private Bucket facts;

    /**
     * Holds nothing yet.
     *
     * @param orders each one it gives is greater than the one before
     */
    MemoryBucket(Bucket facts, LongSupplier orders) {
        this.facts = facts;
        this.orders = orders;
    }

    Bucket facts() {
        return facts;
    }

    Map<BucketSetting, String> settings() {
        return settings;
    }

    /** Every key that has any version, with its versions. */
    NavigableMap<ObjectKey, List<MemoryVersion>> versions() {
        return versions;
    }

    NavigableMap<String, MemoryUpload> uploads() {
        return uploads;
    }

    /** What was stored before is the null version from now on. */
    void setVersioning(VersioningStatus versioning) {
        if (versioning == VersioningStatus.UNVERSIONED) {
            throw new IllegalArgumentException("no bucket returns to being unversioned: " + facts.name());
        }
        if (facts.lock().isPresent() && versioning == VersioningStatus.SUSPENDED) {
            throw new WrongState(facts.name(), "has object lock, which needs versioning");
        }
        if (facts.versioning() == VersioningStatus.UNVERSIONED) {
            versions.values()
                    .forEach(all -> all.replaceAll(
                            it -> changed((Stored) it, info -> info.withVersion(Optional.of(Version.NULL)))));
        }
        facts = new Bucket(facts.name(), facts.created(), facts.owner(), versioning, facts.lock());
    }

    void setLock(ObjectLock lock) {
        if (facts.versioning() != VersioningStatus.ENABLED) {
            throw new WrongState(facts.name(), "does not keep versions, which object lock needs");
        }
        facts = new Bucket(facts.name(), facts.created(), facts.owner(), facts.versioning(), Optional.of(lock));
    }

    void requireLock() {
        if (facts.lock().isEmpty()) {
            throw new WrongState(facts.name(), "has no object lock");
        }
    }

    /** Throws for a protection that this bucket has not the lock for. */
    void checkProtection(ObjectSpec spec) {
        if (!spec.protection().equals(Protection.NONE)) {
            requireLock();
        }
    }

    private Optional<MemoryVersion> look(ObjectKey key, Version version) {
        List<MemoryVersion> all = versions.getOrDefault(key, List.of());
        return all.stream()
                .filter(it -> version instanceof Version.Latest || it.name().equals(version))
                .findFirst();
    }

    /** The object that is this version. */
    MemoryObject find(ObjectId id, Version version) {
        boolean named = version instanceof Version.Named;
        return switch (look(id.key(), version).orElse(null)) {
            case Stored stored -> stored.object();
            case Marker marker -> throw new VersionIsDeleteMarker(id, marker.name(), named, marker.lastModified());
            case null -> throw named ? new NoSuchVersion(id, version) : new NoSuchObject(id);
        };
    }

    /** The object that is this version, if there is one. */
    Optional<MemoryObject> object(ObjectKey key, Version version) {
        return look(key, version).filter(Stored.class::isInstance).map(it -> ((Stored) it).object());
    }

    /** Throws unless the current object meets {@code condition}. */
    void check(ObjectId id, WriteCondition condition) {
        check(id, Version.LATEST, condition);
    }

    private void check(ObjectId id, Version version, WriteCondition condition) {
        Optional<ObjectInfo> there = object(id.key(), version).map(MemoryObject::info);
        if (there.isEmpty() && !condition.holdsOfNone()) {
            throw new NoSuchObject(id);
        }
        if (there.isPresent() && !condition.holdsOf(there.get())) {
            throw new ConditionFailed(id);
        }
    }

    /** Makes {@code object} the current object of its key. */
    ObjectInfo store(MemoryObject object) {
        ObjectInfo info = object.info();
        checkProtection(info.spec());
        Protection said = info.spec().protection();
        Optional<Retention> retention = said.retention()
                .or(() -> facts.lock()
                        .flatMap(ObjectLock::byDefault)
                        .map(byDefault -> byDefault.from(info.lastModified())));
        String order = newOrder(info.id().key());
        Version.Named name = newName(order);
        ObjectInfo stored = info.withSpec(info.spec().withProtection(said.withRetention(retention)))
                .withVersion(isVersioned() ? Optional.of(name) : Optional.empty());
        add(info.id().key(), new Stored(order, object.withInfo(stored)), name);
        return stored;
    }

    boolean isVersioned() {
        return facts.versioning() != VersioningStatus.UNVERSIONED;
    }

    /** An order that is newer than all there are of a key. */
    private String newOrder(ObjectKey key) {
        return MemoryVersion.order(Math.max(orders.getAsLong(), newest(key) + 1));
    }

    private long newest(ObjectKey key) {
        List<MemoryVersion> all = versions.getOrDefault(key, List.of());
        return all.isEmpty()
                ? Long.MIN_VALUE
                : MemoryVersion.nanos(all.getFirst().order());
    }

    private Version.Named newName(String order) {
        return facts.versioning() == VersioningStatus.ENABLED
                ? new Version.Exactly(new VersionId(order + ID_END))
                : Version.NULL;
    }

    /** Puts a version on top, in place of the one of that name, wherever that is: only the null version can be there. */
    private void add(ObjectKey key, MemoryVersion version, Version.Named name) {
        List<MemoryVersion> all = versions.computeIfAbsent(key, _ -> new ArrayList<>());
        all.removeIf(it -> it.name().equals(name));
        all.addFirst(version);
    }

    /**
     * Puts a version on top that has a name and a time of its own.
     *
     * @param make makes the version of a place
     */
    void transfer(ObjectId id, Version.Named name, Instant lastModified, Function<String, MemoryVersion> make) {
        boolean exists = isVersioned()
                ? name.equals(Version.NULL) && look(id.key(), name).isPresent()
                : !versions.getOrDefault(id.key(), List.of()).isEmpty();
        long newest = newest(id.key());
        long order = name instanceof Version.Exactly exactly
                ? MemoryVersion.nanos(exactly.value())
                : Math.max(MemoryVersion.nanos(lastModified), newest + 1);
        if (exists || order <= newest) {
            throw new ConditionFailed(id);
        }
        add(id.key(), make.apply(MemoryVersion.order(order)), name);
    }

    /** Changes the metadata of a version, whose place and bytes stay. */
    ObjectInfo respecify(ObjectId id, Version version, UnaryOperator<ObjectSpec> change) {
        ObjectInfo info = find(id, version).info();
        versions.computeIfPresent(id.key(), (_, all) -> {
            all.replaceAll(it ->
                    it instanceof Stored stored && stored.object().info().equals(info)
                            ? changed(stored, was -> was.withSpec(change.apply(was.spec())))
                            : it);
            return all;
        });
        return info.withSpec(change.apply(info.spec()));
    }

    private static MemoryVersion changed(Stored stored, UnaryOperator<ObjectInfo> change) {
        MemoryObject object = stored.object();
        return new Stored(stored.order(), object.withInfo(change.apply(object.info())));
    }

    /** Removes a version that is named; where none is, hides all by a delete marker, if versions are kept. */
    Deleted delete(DeleteTarget target) {
        ObjectId id = new ObjectId(facts.name(), target.key());
        check(id, target.version(), target.condition());
        return switch (target.version()) {
            case Version.Named name ->
                new Deleted(
                        target,
                        isVersioned() ? Optional.of(name) : Optional.empty(),
                        remove(id, name, target.bypass()));
            case Version.Latest _
            when !isVersioned() -> {
                versions.remove(target.key());
                yield new Deleted(target, Optional.empty(), false);
            }
            case Version.Latest _ -> {
                String order = newOrder(target.key());
                Version.Named name = newName(order);
                add(target.key(), new Marker(order, name, MemoryVersion.time(order)), name);
                yield new Deleted(target, Optional.of(name), true);
            }
        };
    }

    /** Removes a version for good, if it is there; tells whether it was a delete marker. */
    private boolean remove(ObjectId id, Version.Named name, boolean bypass) {
        Optional<MemoryVersion> there = look(id.key(), name);
        if (there.isPresent()) {
            object(id.key(), name)
                    .map(object -> object.info().spec().protection())
                    .filter(protection -> isKept(protection, bypass))
                    .ifPresent(_ -> {
                        throw new VersionProtected(id, name);
                    });
            versions.computeIfPresent(id.key(), (_, all) -> {
                all.remove(there.get());
                return all.isEmpty() ? null : all;
            });
        }
        return there.filter(Marker.class::isInstance).isPresent();
    }

    private static boolean isKept(Protection protection, boolean bypass) {
        return protection.legalHold()
                || protection.retention().filter(it -> binds(it, bypass)).isPresent();
    }

    /** Tells whether a retention still binds whoever may bypass, or may not bypass, that of governance. */
    static boolean binds(Retention retention, boolean bypass) {
        boolean isOver = !retention.until().isAfter(Instant.now());
        return !isOver && !(bypass && retention.mode() == Retention.Mode.GOVERNANCE);
    }

    MemoryUpload find(UploadId id) {
        MemoryUpload upload = uploads.get(id.value());
        if (upload == null || !upload.info().id().equals(id)) {
            throw new NoSuchUpload(id);
        }
        return upload;
    }
}
