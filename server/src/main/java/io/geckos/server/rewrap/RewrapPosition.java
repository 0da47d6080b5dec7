package io.geckos.server.rewrap;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far a run has come, so that it can go on from there.
 *
 * @param masterKey the name of the key under which all seals are brought
 * @param state what has become of the run
 * @param bucket those before it are done; empty at the beginning
 * @param key keys of {@code bucket} up to this one are done; empty at its beginning
 * @param figures what has been counted so far
 */
record RewrapPosition(String masterKey, State state, String bucket, String key, Map<String, Long> figures) {
    /** What has become of a run. */
    enum State {
        /** It is under way, or the server ended before it. */
        RUNNING,
        /** An operator stopped it. */
        STOPPED,
        /** It has come to its end. */
        DONE
    }

    /** Copies the collections. */
    RewrapPosition {
        figures = Map.copyOf(figures);
    }

    static RewrapPosition beginFor(String masterKey) {
        return new RewrapPosition(masterKey, State.RUNNING, "", "", Map.of());
    }

    RewrapPosition at(String newBucket, String newKey) {
        return new RewrapPosition(masterKey, state, newBucket, newKey, figures);
    }

    RewrapPosition with(State newState, Map<String, Long> newFigures) {
        return new RewrapPosition(masterKey, newState, bucket, key, newFigures);
    }

    /** Reads what {@link #text} wrote; empty for anything else. */
    static Optional<RewrapPosition> parse(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            JsonObject json = reader.readObject();
            Map<String, Long> figures = new TreeMap<>();
            JsonValue counts = json.getOrDefault("figures", JsonValue.EMPTY_JSON_OBJECT);
            for (Map.Entry<String, JsonValue> figure : counts.asJsonObject().entrySet()) {
                figures.put(figure.getKey(), ((JsonNumber) figure.getValue()).longValue());
            }
            return Optional.of(new RewrapPosition(
                    json.getString("masterKey", ""),
                    State.valueOf(json.getString("state", "")),
                    json.getString("bucket", ""),
                    json.getString("key", ""),
                    figures));
        } catch (JsonException | IllegalArgumentException | ClassCastException _) {
            return Optional.empty();
        }
    }

    String text() {
        JsonObjectBuilder counts = Json.createObjectBuilder();
        figures.forEach(counts::add);
        return Json.createObjectBuilder()
                .add("masterKey", masterKey)
                .add("state", state.name())
                .add("bucket", bucket)
                .add("key", key)
                .add("figures", counts)
                .build()
                .toString();
    }
}
