package io.geckos.storage.fs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.BucketName;
import io.geckos.domain.BucketSetting;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.ByteArrayInputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Keeps what is said of buckets, each in a directory of its own that is not the bucket. */
final class BucketFiles {
    static final String RECORD = "bucket.json";
    private static final String CREATED = "created";
    private static final String SETTINGS = "settings";

    private final Volume volume;
    private final Lookup lookup;

    BucketFiles(Volume volume, Lookup lookup) {
        this.volume = volume;
        this.lookup = lookup;
    }

    /** Empty for a bucket that was made by hand, or whose record cannot be read. */
    Optional<BucketRecord> read(BucketName bucket) throws FileFault {
        try (OpenDir dir = volume.files().openDir(volume.buckets(), bucket.value())) {
            byte[] bytes = dir == null ? null : lookup.read(dir, RECORD);
            return bytes == null ? Optional.empty() : parse(bucket, bytes);
        }
    }

    /** Reads what is said of a bucket; empty if that cannot be read. */
    static Optional<BucketRecord> parse(BucketName bucket, byte[] bytes) {
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(bytes))) {
            JsonObject json = reader.readObject();
            Map<BucketSetting, String> settings = new EnumMap<>(BucketSetting.class);
            json.getJsonObject(SETTINGS)
                    .forEach((kind, document) ->
                            settings.put(BucketSetting.valueOf(kind), ((JsonString) document).getString()));
            return Optional.of(new BucketRecord(Instant.parse(json.getString(CREATED)), settings));
        } catch (JsonException
                | ClassCastException
                | NullPointerException
                | IllegalArgumentException
                | DateTimeException e) {
            Log.warn("cannot read what is said of bucket " + bucket + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Replaces what is said of a bucket, durably. */
    void write(BucketName bucket, BucketRecord record) throws FileFault {
        JsonObjectBuilder settings = Json.createObjectBuilder();
        record.settings().forEach((kind, document) -> settings.add(kind.name(), document));
        String json = Json.createObjectBuilder()
                .add(Field.MARKER, Field.VERSION)
                .add(CREATED, record.created().toString())
                .add(SETTINGS, settings)
                .build()
                .toString();
        try (OpenDir dir = volume.ensure(volume.buckets(), bucket.value());
                Staged staged = Staged.of(volume, json.getBytes(UTF_8))) {
            staged.moveTo(dir, RECORD);
            volume.syncs().force(dir);
        }
    }

    /** Removes all that is kept of a bucket, if anything is. */
    void discard(BucketName bucket) throws FileFault {
        if (volume.files().stat(volume.buckets(), bucket.value()) != null) {
            volume.discard(volume.buckets(), bucket.value());
        }
    }
}
