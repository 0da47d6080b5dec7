package io.geckos.storage.fs.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.bucket.DefaultRetention;
import io.geckos.domain.bucket.ObjectLock;
import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.name.Principal;
import io.geckos.domain.object.Retention;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.Period;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code bucket.json} says of a bucket.
 *
 * @param owner empty in records of before owners were kept
 * @param lock present if versions can be protected
 */
public record BucketRecord(
        Instant created,
        Optional<Principal> owner,
        VersioningStatus versioning,
        Optional<ObjectLock> lock,
        Map<BucketSetting, String> settings) {
    private static final String CREATED = "created";
    private static final String OWNER = "owner";
    private static final String OWNER_ID = "id";
    private static final String OWNER_NAME = "name";
    private static final String VERSIONING = "versioning";
    private static final String LOCK = "lock";
    private static final String LOCK_MODE = "mode";
    private static final String LOCK_PERIOD = "period";
    private static final String SETTINGS = "settings";

    public BucketRecord {
        settings = Map.copyOf(settings);
    }

    /** Of a bucket that keeps no versions and has no settings. */
    public static BucketRecord plain(Instant created, Optional<Principal> owner) {
        return new BucketRecord(created, owner, VersioningStatus.UNVERSIONED, Optional.empty(), Map.of());
    }

    /** Reads the record of a bucket; null if the bytes are none. */
    public static @Nullable BucketRecord read(byte[] bytes) {
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(bytes))) {
            JsonObject json = reader.readObject();
            Map<BucketSetting, String> settings = new EnumMap<>(BucketSetting.class);
            json.getJsonObject(SETTINGS)
                    .forEach((kind, document) ->
                            settings.put(BucketSetting.valueOf(kind), ((JsonString) document).getString()));
            return new BucketRecord(
                    Instant.parse(json.getString(CREATED)),
                    owner(json),
                    VersioningStatus.valueOf(json.getString(VERSIONING, VersioningStatus.UNVERSIONED.name())),
                    lock(json),
                    settings);
        } catch (RuntimeException _) {
            // Whatever the parser calls it: too many digits or levels have exceptions of their own.
            return null;
        }
    }

    private static Optional<Principal> owner(JsonObject json) {
        return Optional.ofNullable(json.getJsonObject(OWNER))
                .map(owner -> new Principal(owner.getString(OWNER_ID), owner.getString(OWNER_NAME)));
    }

    private static Optional<ObjectLock> lock(JsonObject json) {
        return Optional.ofNullable(json.getJsonObject(LOCK))
                .map(lock -> new ObjectLock(
                        lock.containsKey(LOCK_MODE)
                                ? Optional.of(new DefaultRetention(
                                        Retention.Mode.valueOf(lock.getString(LOCK_MODE)),
                                        Period.parse(lock.getString(LOCK_PERIOD))))
                                : Optional.empty()));
    }

    /** Tells whether this says no more than when the bucket was made. */
    public boolean isPlain() {
        return settings.isEmpty() && versioning == VersioningStatus.UNVERSIONED;
    }

    /** The bytes of the file. */
    public byte[] write() {
        JsonObjectBuilder documents = Json.createObjectBuilder();
        settings.forEach((kind, document) -> documents.add(kind.name(), document));
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add(SidecarField.FORMAT_VERSION, SidecarField.CURRENT_VERSION)
                .add(CREATED, created.toString());
        owner.ifPresent(whose -> json.add(
                OWNER, Json.createObjectBuilder().add(OWNER_ID, whose.id()).add(OWNER_NAME, whose.displayName())));
        if (versioning != VersioningStatus.UNVERSIONED) {
            json.add(VERSIONING, versioning.name());
        }
        lock.ifPresent(what -> json.add(LOCK, write(what)));
        return json.add(SETTINGS, documents).build().toString().getBytes(UTF_8);
    }

    private static JsonObjectBuilder write(ObjectLock lock) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        lock.byDefault()
                .ifPresent(byDefault -> json.add(LOCK_MODE, byDefault.mode().name())
                        .add(LOCK_PERIOD, byDefault.period().toString()));
        return json;
    }

    public BucketRecord with(VersioningStatus other) {
        return new BucketRecord(created, owner, other, lock, settings);
    }

    public BucketRecord with(ObjectLock other) {
        return new BucketRecord(created, owner, versioning, Optional.of(other), settings);
    }

    public BucketRecord with(BucketSetting kind, String document) {
        Map<BucketSetting, String> changed = copy();
        changed.put(kind, document);
        return new BucketRecord(created, owner, versioning, lock, changed);
    }

    public BucketRecord without(BucketSetting kind) {
        Map<BucketSetting, String> changed = copy();
        changed.remove(kind);
        return new BucketRecord(created, owner, versioning, lock, changed);
    }

    private Map<BucketSetting, String> copy() {
        Map<BucketSetting, String> copy = new EnumMap<>(BucketSetting.class);
        copy.putAll(settings);
        return copy;
    }
}
