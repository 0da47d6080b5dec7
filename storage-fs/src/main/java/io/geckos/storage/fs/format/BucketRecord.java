package io.geckos.storage.fs.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.Principal;
import io.geckos.storage.fs.files.StorageLog;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code bucket.json} says of a bucket.
 *
 * @param owner empty in records of before owners were kept
 */
public record BucketRecord(Instant created, Optional<Principal> owner, Map<BucketSetting, String> settings) {
    private static final String CREATED = "created";
    private static final String OWNER = "owner";
    private static final String OWNER_ID = "id";
    private static final String OWNER_NAME = "name";
    private static final String SETTINGS = "settings";

    public BucketRecord {
        settings = Map.copyOf(settings);
    }

    /** Reads the record of a bucket; empty if that cannot be read. */
    public static Optional<BucketRecord> read(BucketName bucket, byte[] bytes) {
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(bytes))) {
            JsonObject json = reader.readObject();
            Map<BucketSetting, String> settings = new EnumMap<>(BucketSetting.class);
            json.getJsonObject(SETTINGS)
                    .forEach((kind, document) ->
                            settings.put(BucketSetting.valueOf(kind), ((JsonString) document).getString()));
            return Optional.of(new BucketRecord(Instant.parse(json.getString(CREATED)), owner(json), settings));
        } catch (RuntimeException e) {
            // Whatever the parser calls it: too many digits or levels have exceptions of their own.
            StorageLog.warn("cannot read what is said of bucket " + bucket + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<Principal> owner(JsonObject json) {
        return Optional.ofNullable(json.getJsonObject(OWNER))
                .map(owner -> new Principal(owner.getString(OWNER_ID), owner.getString(OWNER_NAME)));
    }

    /** The bytes of the file. */
    public byte[] write() {
        JsonObjectBuilder documents = Json.createObjectBuilder();
        settings.forEach((kind, document) -> documents.add(kind.name(), document));
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add(SidecarField.MARKER, SidecarField.VERSION)
                .add(CREATED, created.toString());
        owner.ifPresent(whose -> json.add(
                OWNER, Json.createObjectBuilder().add(OWNER_ID, whose.id()).add(OWNER_NAME, whose.displayName())));
        return json.add(SETTINGS, documents).build().toString().getBytes(UTF_8);
    }

    public BucketRecord with(BucketSetting kind, String document) {
        Map<BucketSetting, String> changed = copy();
        changed.put(kind, document);
        return new BucketRecord(created, owner, changed);
    }

    public BucketRecord without(BucketSetting kind) {
        Map<BucketSetting, String> changed = copy();
        changed.remove(kind);
        return new BucketRecord(created, owner, changed);
    }

    private Map<BucketSetting, String> copy() {
        Map<BucketSetting, String> copy = new EnumMap<>(BucketSetting.class);
        copy.putAll(settings);
        return copy;
    }
}
