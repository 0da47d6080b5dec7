package io.geckos.access.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a JSON document strictly: no comments, no trailing commas, no name twice in an object.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 */
public final class JsonReader {
    /** The deepest nesting that is read. A policy needs six levels. */
    private static final int MAX_DEPTH = 32;

    private static final Pattern LITERAL =
            Pattern.compile("true|false|null|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

    private final String text;
    private int position;
    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    /**
     * Reads a document.
     *
     * @throws IllegalArgumentException naming the line and column of what is not JSON
     */
    public static JsonValue read(String text) {
        JsonReader reader = new JsonReader(text);
        JsonValue value = reader.value();
        reader.skipSpace();
        if (reader.position < text.length()) {
            throw reader.unexpected("the end of the document");
        }
        return value;
    }

    private JsonValue value() {
        skipSpace();
        if (position == text.length()) {
            throw unexpected("a value");
        }
        return switch (text.charAt(position)) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> text();
            default -> literal();
        };
    }

    private JsonValue object() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        enter();
        boolean more = !skip('}');
        while (more) {
            skipSpace();
            int start = position;
            String name = string();
            require(':');
            if (members.put(name, value()) != null) {
                position = start;
                throw new IllegalArgumentException("the name \"" + name + "\" comes twice" + place());
            }
            more = another('}');
        }
        depth--;
        return new JsonValue.Members(members);
    }

    private JsonValue array() {
        List<JsonValue> elements = new ArrayList<>();
        enter();
        boolean more = !skip(']');
        while (more) {
            elements.add(value());
            more = another(']');
        }
        depth--;
        return new JsonValue.Elements(elements);
    }

    private void enter() {
        position++;
        depth++;
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("nested deeper than " + MAX_DEPTH + " levels" + place());
        }
    }

    /** Reads what follows an element: a comma, or the end of the list. */
    private boolean another(char end) {
        if (skip(',')) {
            return true;
        }
        require(end);
        return false;
    }

    private JsonValue text() {
        int start = position;
        String content = string();
        return new JsonValue.Text(content, start, position);
    }

    private JsonValue literal() {
        Matcher matcher = LITERAL.matcher(text).region(position, text.length());
        if (!matcher.lookingAt()) {
            throw unexpected("a value");
        }
        position = matcher.end();
        return matcher.group().equals("null") ? new JsonValue.Null() : new JsonValue.Literal(matcher.group());
    }

    private String string() {
        if (position == text.length() || text.charAt(position) != '"') {
            throw unexpected("a string");
        }
        StringBuilder result = new StringBuilder();
        for (position++; position < text.length(); position++) {
            char c = text.charAt(position);
            if (c == '"') {
                position++;
                return result.toString();
            } else if (c == '\\') {
                position++;
                result.append(escaped());
            } else if (c < ' ') {
                throw unexpected("a character of a string");
            } else {
                result.append(c);
            }
        }
        throw unexpected("the end of a string");
    }

    private char escaped() {
        if (position == text.length()) {
            throw unexpected("an escaped character");
        }
        return switch (text.charAt(position)) {
            case '"' -> '"';
            case '\\' -> '\\';
            case '/' -> '/';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw unexpected("an escaped character");
        };
    }

    private char unicode() {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            position++;
            int digit = position < text.length() ? Character.digit(text.charAt(position), 16) : -1;
            if (digit < 0) {
                throw unexpected("a hexadecimal digit");
            }
            value = value * 16 + digit;
        }
        return (char) value;
    }

    private void skipSpace() {
        while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    private boolean skip(char wanted) {
        skipSpace();
        if (position < text.length() && text.charAt(position) == wanted) {
            position++;
            return true;
        }
        return false;
    }

    private void require(char wanted) {
        if (!skip(wanted)) {
            throw unexpected("'" + wanted + "'");
        }
    }

    private IllegalArgumentException unexpected(String wanted) {
        String found = position < text.length() ? shown(text.charAt(position)) : "the end of the document";
        return new IllegalArgumentException("expected " + wanted + " instead of " + found + place());
    }

    /** A character as a message can have it, which may stand in a document that has no control characters. */
    private static String shown(char c) {
        return c < ' ' || Character.isSurrogate(c) || Character.isISOControl(c)
                ? "U+%04X".formatted((int) c)
                : "'" + c + "'";
    }

    private String place() {
        int line = 1;
        int column = 1;
        for (int i = 0; i < position && i < text.length(); i++) {
            boolean end = text.charAt(i) == '\n';
            line += end ? 1 : 0;
            column = end ? 1 : column + 1;
        }
        return ", line " + line + ", column " + column;
    }
}
