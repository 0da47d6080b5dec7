package io.geckos.access.text;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Writes JSON values as text that {@link JsonReader} reads. */
public final class JsonWriter {
    private final StringBuilder out = new StringBuilder();

    private JsonWriter() {}

    /** The text of a value. */
    public static String text(JsonValue value) {
        JsonWriter writer = new JsonWriter();
        writer.write(value);
        return writer.out.toString();
    }

    private void write(JsonValue value) {
        switch (value) {
            case JsonValue.Members(Map<String, JsonValue> members) -> members(members);
            case JsonValue.Elements(List<JsonValue> elements) -> elements(elements);
            case JsonValue.Text string -> string(string.text());
            case JsonValue.Literal(String text) -> out.append(text);
            case JsonValue.Null _ -> out.append("null");
        }
    }

    private void members(Map<String, JsonValue> members) {
        out.append('{');
        Iterator<Map.Entry<String, JsonValue>> rest = members.entrySet().iterator();
        while (rest.hasNext()) {
            Map.Entry<String, JsonValue> member = rest.next();
            string(member.getKey());
            out.append(':');
            write(member.getValue());
            if (rest.hasNext()) {
                out.append(',');
            }
        }
        out.append('}');
    }

    private void elements(List<JsonValue> elements) {
        out.append('[');
        Iterator<JsonValue> rest = elements.iterator();
        while (rest.hasNext()) {
            write(rest.next());
            if (rest.hasNext()) {
                out.append(',');
            }
        }
        out.append(']');
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    // A surrogate without its partner has no form in UTF-8.
                    if (c < ' ' || Character.isSurrogate(c)) {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
