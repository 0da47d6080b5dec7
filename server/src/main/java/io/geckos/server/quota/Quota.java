package io.geckos.server.quota;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The most that may be stored. Earlier versions of objects count like objects.
 *
 * @param bytes of all objects; empty if there is no limit
 * @param objects their number; empty if there is no limit
 */
public record Quota(OptionalLong bytes, OptionalLong objects) {
    /** No limit. */
    public static final Quota NONE = new Quota(OptionalLong.empty(), OptionalLong.empty());

    private static final String BYTES = "bytes";
    private static final String OBJECTS = "objects";

    /** Throws {@link IllegalArgumentException} for a negative number. */
    public Quota {
        if (bytes.orElse(0) < 0 || objects.orElse(0) < 0) {
            throw new IllegalArgumentException("not a quota: " + bytes + " " + objects);
        }
    }

    /** Reads what {@link #json} wrote. Throws {@link IllegalArgumentException} for another text. */
    static Quota parse(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            JsonObject json = reader.readObject();
            return new Quota(number(json, BYTES), number(json, OBJECTS));
        } catch (JsonException | ClassCastException | ArithmeticException e) {
            throw new IllegalArgumentException("not a quota: " + text, e);
        }
    }

    private static OptionalLong number(JsonObject json, String name) {
        return json.containsKey(name)
                ? OptionalLong.of(json.getJsonNumber(name).longValueExact())
                : OptionalLong.empty();
    }

    /** The quota in JSON, without what has no limit. */
    public JsonObject json() {
        JsonObjectBuilder json = Json.createObjectBuilder();
        bytes.ifPresent(limit -> json.add(BYTES, limit));
        objects.ifPresent(limit -> json.add(OBJECTS, limit));
        return json.build();
    }

    /** Tells whether there is no limit at all. */
    public boolean isNone() {
        return bytes.isEmpty() && objects.isEmpty();
    }

    List<String> nearlyFull(StoredAmount used) {
        return Stream.of(isNearly(bytes, used.bytes()) ? BYTES : "", isNearly(objects, used.objects()) ? OBJECTS : "")
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static boolean isNearly(OptionalLong limit, long used) {
        return limit.isPresent() && used >= limit.getAsLong() - limit.getAsLong() / 10;
    }

    /** Tells whether there is room for {@code more} beside {@code used}. Nothing more always has room. */
    boolean hasRoom(StoredAmount used, StoredAmount more) {
        return hasRoom(bytes, used.bytes(), more.bytes()) && hasRoom(objects, used.objects(), more.objects());
    }

    private static boolean hasRoom(OptionalLong limit, long used, long more) {
        return limit.isEmpty() || more == 0 || used <= limit.getAsLong() - more;
    }
}
