package io.geckos.access.text;

import java.util.List;
import java.util.Map;

/** A value of a JSON document. Objects keep the order of their members. */
public sealed interface JsonValue {
    /** An object; no name comes twice. */
    record Members(Map<String, JsonValue> members) implements JsonValue {}

    /** An array. */
    record Elements(List<JsonValue> elements) implements JsonValue {}

    /** A string. */
    record Text(String text) implements JsonValue {}

    /** A number or a truth value, as it is written. */
    record Literal(String text) implements JsonValue {}

    /** The value {@code null}. */
    record Null() implements JsonValue {}
}
