package io.geckos.s3.wire;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The value of a header with parameters, for example {@code form-data; name="file"; filename="a.txt"}.
 *
 * @param value the text before the parameters, in lower case
 * @param parameters the parameters by lower-case name
 */
public record HeaderValue(String value, Map<String, String> parameters) {
    /** Parses a value; empty if it is malformed. */
    public static Optional<HeaderValue> parse(String text) {
        return new Parser(text).parse();
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    private static final class Parser {
        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        Optional<HeaderValue> parse() {
            String value = until(';').strip().toLowerCase(Locale.ROOT);
            Map<String, String> parameters = new HashMap<>();
            while (at < text.length()) {
                at++;
                String name = until('=').strip().toLowerCase(Locale.ROOT);
                if (at == text.length()) {
                    // A semicolon after the last parameter does no harm.
                    return name.isEmpty() ? Optional.of(new HeaderValue(value, parameters)) : Optional.empty();
                }
                at++;
                Optional<String> content = content();
                if (content.isEmpty() || parameters.put(name, content.get()) != null) {
                    return Optional.empty();
                }
            }
            return Optional.of(new HeaderValue(value, parameters));
        }

        private Optional<String> content() {
            if (at == text.length() || text.charAt(at) != '"') {
                return Optional.of(until(';').strip());
            }
            at++;
            StringBuilder content = new StringBuilder();
            for (; at < text.length(); at++) {
                char c = text.charAt(at);
                if (c == '"') {
                    at++;
                    return until(';').isBlank() ? Optional.of(content.toString()) : Optional.empty();
                }
                // Browsers escape only a quote, and not the backslashes of Windows paths.
                if (c == '\\' && text.startsWith("\"", at + 1)) {
                    at++;
                }
                content.append(text.charAt(at));
            }
            return Optional.empty();
        }

        private String until(char end) {
            int from = at;
            int found = text.indexOf(end, from);
            at = found < 0 ? text.length() : found;
            return text.substring(from, at);
        }
    }
}
