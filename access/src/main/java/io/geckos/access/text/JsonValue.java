package io.geckos.access.text;

import java.util.List;
import java.util.Map;

/** A value of a JSON document. Objects keep the order of their members. */
public sealed interface JsonValue {
    /** An object; no name comes twice. */
    record Members(Map<String, JsonValue> members) implements JsonValue {}

    /** An array. */
    record Elements(List<JsonValue> elements) implements JsonValue {}

    /**
     * A string.
     *
     * @param start where its first quotation mark stands in the document that was read
     * @param end the position after its last quotation mark; 0 for both if the string was not read
     */
    record Text(String text, int start, int end) implements JsonValue {
        /** A string that is to be written. */
        public Text(String text) {
            this(text, 0, 0);
        }
    }

    /** A number or a truth value, as it is written. */
    record Literal(String text) implements JsonValue {}

    /** The value {@code null}. */
    record Null() implements JsonValue {}
}
