package io.geckos.iam.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.text.PercentEncoding;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parameters of a request: a form, encoded as in the query of a URL. No parameter comes twice. */
public final class FormParameters {
    private static final Set<String> COMMON = Set.of("Action", "Version");
    private static final int MAX = 500;

    /** The list of tags. Clients send it empty to operations that have none too. */
    public static final String TAGS = "Tags";

    /** What follows the name of a list. */
    public static final String LIST = ".member";

    private static final Pattern MEMBER = Pattern.compile("(\\w+)\\.member\\.([1-9]\\d{0,3})(?:\\.(.+))?");

    private final Map<String, String> values;

    private FormParameters(Map<String, String> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /**
     * Decodes the body of a request.
     *
     * @throws QueryException if it is not a form
     */
    public static FormParameters parse(byte[] body) {
        Map<String, String> values = new LinkedHashMap<>();
        String[] pairs = new String(body, UTF_8).split("&", MAX + 1);
        if (pairs.length > MAX) {
            throw QueryException.validation("A request must have at most " + MAX + " parameters.");
        }
        for (String pair : pairs) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
                if (values.put(name, value) != null) {
                    throw QueryException.validation("Parameter " + name + " must be given only once.");
                }
            }
        }
        return new FormParameters(values);
    }

    private static String decoded(String raw) {
        return PercentEncoding.decode(raw, true)
                .orElseThrow(() -> QueryException.validation("The body is not a form in UTF-8 with percent-encoding."));
    }

    /** The value of a parameter. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The value of a parameter that must be given and not be empty. */
    public String required(String name) {
        return get(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> QueryException.validation("Parameter " + name + " is missing or empty."));
    }

    /** The value of a parameter that is a number. */
    public Optional<Integer> number(String name, int least, int most) {
        return get(name).map(text -> {
            int number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
            if (number < least || number > most) {
                throw QueryException.validation(
                        "Parameter " + name + " must be a number from " + least + " to " + most + ": " + text);
            }
            return number;
        });
    }

    /** The value of a parameter that is {@code true} or {@code false}; false if it is missing. */
    public boolean bool(String name) {
        String text = get(name).orElse("false");
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw QueryException.validation("Parameter " + name + " must be true or false: " + text);
        };
    }

    /**
     * The members of a list in their order: the parameters {@code name.member.1} and so on, each with what follows its number.
     * The value of a plain member has the empty name.
     */
    public List<FormParameters> members(String name) {
        SortedMap<Integer, Map<String, String>> members = new TreeMap<>();
        values.forEach((parameter, value) -> {
            Matcher matcher = MEMBER.matcher(parameter);
            if (matcher.matches() && matcher.group(1).equals(name)) {
                String rest = Objects.requireNonNullElse(matcher.group(3), "");
                members.computeIfAbsent(Integer.valueOf(matcher.group(2)), _ -> new LinkedHashMap<>())
                        .put(rest, value);
            }
        });
        return members.values().stream().map(FormParameters::new).toList();
    }

    /** The values of a list of texts. */
    public List<String> texts(String name) {
        return members(name).stream()
                .map(member -> {
                    member.requireOnly(name, Set.of(""));
                    return member.get("").orElse("");
                })
                .toList();
    }

    /** Refuses a list without a member, and else answers it. */
    public static <T> List<T> requireAny(List<T> values, String name) {
        if (values.isEmpty()) {
            throw QueryException.validation("Parameter " + name + " must have at least one member.");
        }
        return values;
    }

    /** Refuses a member of a list that has other parts than {@code parts}, which are names before a point. */
    public void requireOnly(String list, Set<String> parts) {
        for (String part : values.keySet()) {
            if (!parts.contains(part.split("\\.", 2)[0])) {
                throw QueryException.validation("A member of " + list + " must not have a part " + part + ".");
            }
        }
    }

    /**
     * Refuses parameters that an operation would ignore.
     *
     * @param known the names that it understands; that of a list ends in {@link #LIST}
     */
    public void requireKnown(String action, Set<String> known) {
        for (String name : values.keySet()) {
            Matcher member = MEMBER.matcher(name);
            boolean understood = member.matches() ? known.contains(member.group(1) + LIST) : known.contains(name);
            if (!understood && !isEmptyList(name, known) && !COMMON.contains(name)) {
                throw QueryException.notImplemented("Parameter " + name.split("\\.", 2)[0] + " of " + action
                        + " is not implemented by this server, or not in this form.");
            }
        }
    }

    /** Tells whether a parameter is a list with no member, as clients write one: it asks for nothing. */
    private boolean isEmptyList(String name, Set<String> known) {
        return get(name).filter(String::isEmpty).isPresent() && (name.equals(TAGS) || known.contains(name + LIST));
    }
}
