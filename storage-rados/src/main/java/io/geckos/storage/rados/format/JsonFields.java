package io.geckos.storage.rados.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.Protection;
import io.geckos.domain.object.Protection.LegalHold;
import io.geckos.domain.object.Retention;
import io.geckos.domain.object.Seal;
import io.geckos.domain.object.StorageClass;
import io.geckos.domain.security.AccessControlList;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes and reads the values that several kinds of rows have. Fields that are not known are skipped. */
final class JsonFields {
    private static final JsonBuilderFactory BUILDERS = Json.createBuilderFactory(Map.of());
    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    private JsonFields() {}

    static JsonObjectBuilder object() {
        return BUILDERS.createObjectBuilder();
    }

    static JsonArrayBuilder array() {
        return BUILDERS.createArrayBuilder();
    }

    static byte[] bytes(JsonStructure json) {
        return json.toString().getBytes(UTF_8);
    }

    static JsonObject read(byte[] bytes) {
        try (JsonReader reader = READERS.createReader(new StringReader(new String(bytes, UTF_8)))) {
            return reader.readObject();
        }
    }

    static Optional<String> text(JsonObject json, String field) {
        return Optional.ofNullable(json.getString(field, null));
    }

    static long number(JsonObject json, String field) {
        return json.getJsonNumber(field).longValueExact();
    }

    static Instant time(JsonObject json, String field) {
        return Instant.parse(json.getString(field));
    }

    static void map(JsonObjectBuilder json, String field, Map<String, String> map) {
        if (!map.isEmpty()) {
            JsonObjectBuilder object = object();
            map.forEach(object::add);
            json.add(field, object);
        }
    }

    static Map<String, String> map(JsonObject json, String field) {
        JsonObject map = json.getJsonObject(field);
        return map == null
                ? Map.of()
                : map.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, it -> ((JsonString) it.getValue()).getString()));
    }

    static <T> List<T> list(JsonObject json, String field, Function<JsonObject, T> element) {
        JsonArray array = json.getJsonArray(field);
        return array == null
                ? List.of()
                : array.getValuesAs(JsonValue::asJsonObject).stream()
                        .map(element)
                        .toList();
    }

    static void checksums(JsonObjectBuilder json, List<Checksum> checksums) {
        if (!checksums.isEmpty()) {
            JsonArrayBuilder all = array();
            checksums.forEach(
                    it -> all.add(object().add("algorithm", it.algorithm().name())
                            .add("value", it.value())
                            .add("type", it.type().name())));
            json.add("checksums", all);
        }
    }

    static List<Checksum> checksums(JsonObject json) {
        return list(
                json,
                "checksums",
                it -> new Checksum(
                        ChecksumAlgorithm.valueOf(it.getString("algorithm")),
                        it.getString("value"),
                        Checksum.Type.valueOf(it.getString("type"))));
    }

    static void spec(JsonObjectBuilder json, ObjectSpec spec) {
        map(json, "headers", spec.headers());
        map(json, "metadata", spec.userMetadata());
        map(json, "tags", spec.tags());
        if (!spec.storageClass().isStandard()) {
            json.add("class", spec.storageClass().name());
        }
        spec.protection()
                .retention()
                .ifPresent(it -> json.add("retentionMode", it.mode().name())
                        .add("retainUntil", it.until().toString()));
        spec.protection().hold().ifPresent(it -> json.add("legalHold", it.name()));
        spec.acl().ifPresent(it -> json.add("acl", it.text()));
        spec.seal().ifPresent(it -> {
            JsonObjectBuilder seal = object().add("kind", it.kind().name());
            map(seal, "fields", it.fields());
            json.add("seal", seal);
        });
    }

    static ObjectSpec spec(JsonObject json) {
        Optional<Retention> retention = text(json, "retentionMode")
                .map(mode -> new Retention(Retention.Mode.valueOf(mode), time(json, "retainUntil")));
        return new ObjectSpec(
                map(json, "headers"),
                map(json, "metadata"),
                map(json, "tags"),
                text(json, "class").map(StorageClass::new).orElse(StorageClass.STANDARD),
                new Protection(retention, text(json, "legalHold").map(LegalHold::valueOf)),
                text(json, "acl").map(AccessControlList::parse),
                Optional.ofNullable(json.getJsonObject("seal"))
                        .map(it -> new Seal(Seal.Kind.valueOf(it.getString("kind")), map(it, "fields"))));
    }

    static void data(JsonObjectBuilder json, DataSegment data) {
        json.add("data", data.id()).add("dataSize", data.size());
    }

    static DataSegment data(JsonObject json) {
        return new DataSegment(json.getString("data"), number(json, "dataSize"));
    }
}
