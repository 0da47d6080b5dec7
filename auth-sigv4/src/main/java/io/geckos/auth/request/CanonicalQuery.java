package io.geckos.auth.request;

import io.geckos.domain.security.AuthenticationException;
import io.geckos.domain.text.PercentEncoding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters of one request's query in canonical form and order. */
public final class CanonicalQuery {
    private static final Comparator<Parameter> ORDER =
            Comparator.comparing(Parameter::name).thenComparing(Parameter::value);

    private final List<Parameter> parameters;

    private record Parameter(String name, String value) {
        /** S3 ignores the case of the names that begin with X-Amz-, and of no others. */
        boolean is(String wanted) {
            return isAmz(wanted) ? name.equalsIgnoreCase(wanted) : name.equals(wanted);
        }

        static boolean isAmz(String name) {
            return name.regionMatches(true, 0, "X-Amz-", 0, 6);
        }
    }

    private CanonicalQuery(List<Parameter> parameters) {
        this.parameters = parameters;
    }

    /**
     * Parses a raw query.
     *
     * @throws AuthenticationException if an {@code X-Amz-*} parameter is given twice
     */
    public static CanonicalQuery parse(String raw) {
        List<Parameter> parameters = new ArrayList<>();
        for (int start = 0; start < raw.length(); ) {
            int end = raw.indexOf('&', start);
            end = end < 0 ? raw.length() : end;
            if (end > start) {
                parameters.add(parameter(raw.substring(start, end)));
            }
            start = end + 1;
        }
        refuseDuplicates(parameters);
        parameters.sort(ORDER);
        return new CanonicalQuery(parameters);
    }

    private static Parameter parameter(String raw) {
        int equals = raw.indexOf('=');
        return equals < 0
                ? new Parameter(PercentEncoding.canonicalQueryComponent(raw), "")
                : new Parameter(
                        PercentEncoding.canonicalQueryComponent(raw.substring(0, equals)),
                        PercentEncoding.canonicalQueryComponent(raw.substring(equals + 1)));
    }

    private static void refuseDuplicates(List<Parameter> parameters) {
        Set<String> seen = new HashSet<>();
        for (Parameter parameter : parameters) {
            String name = parameter.name();
            if (Parameter.isAmz(name) && !seen.add(name.toLowerCase(Locale.ROOT))) {
                throw AuthenticationErrors.malformedQuery("The " + name + " parameter must be given only once.");
            }
        }
    }

    /** The decoded value of the first parameter of that name. */
    public Optional<String> get(String name) {
        Parameter first = first(name);
        return first == null ? Optional.empty() : Optional.of(PercentEncoding.decodeCanonical(first.value()));
    }

    /** All parameters, decoded; values have one character for each byte. If a name comes twice, its first value counts. */
    public Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            values.putIfAbsent(
                    PercentEncoding.decodeCanonical(parameter.name()),
                    SignedTextEncodings.utf8BytesAsText(PercentEncoding.decodeCanonical(parameter.value())));
        }
        return values;
    }

    public boolean has(String name) {
        return first(name) != null;
    }

    private @Nullable Parameter first(String name) {
        for (Parameter parameter : parameters) {
            if (parameter.is(name)) {
                return parameter;
            }
        }
        return null;
    }

    /** The canonical query string without the parameter {@code excluded}, because a signature does not cover itself. */
    public String canonicalString(String excluded) {
        StringBuilder out = new StringBuilder();
        for (Parameter parameter : parameters) {
            if (!parameter.is(excluded)) {
                if (!out.isEmpty()) {
                    out.append('&');
                }
                out.append(parameter.name()).append('=').append(parameter.value());
            }
        }
        return out.toString();
    }
}
