package io.geckos.server.lifecycle;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * How far the rules of a day have been applied, so that a restart goes on from there.
 *
 * @param day when the day began
 * @param done whether all of it is done
 * @param bucket those before it are done; empty at the beginning
 * @param key keys of {@code bucket} up to this one are done; empty at its beginning
 */
record LifecyclePosition(Instant day, boolean done, String bucket, String key) {
    static LifecyclePosition beginOf(Instant day) {
        return new LifecyclePosition(day, false, "", "");
    }

    /** Reads what {@link #text} wrote; empty for anything else. */
    static Optional<LifecyclePosition> parse(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            JsonObject json = reader.readObject();
            return Optional.of(new LifecyclePosition(
                    Instant.parse(json.getString("day", "")),
                    json.getBoolean("done", false),
                    json.getString("bucket", ""),
                    json.getString("key", "")));
        } catch (JsonException | DateTimeException | ClassCastException _) {
            return Optional.empty();
        }
    }

    String text() {
        return Json.createObjectBuilder()
                .add("day", day.toString())
                .add("done", done)
                .add("bucket", bucket)
                .add("key", key)
                .build()
                .toString();
    }
}
