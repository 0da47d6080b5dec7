package io.geckos.s3.wire;

import io.geckos.domain.text.HeaderText;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A request's headers by lower-case name. Several lines of one header are joined by commas. User metadata is Unicode
 * text; other values have one character for each byte sent. Presigned requests may carry {@code x-amz-*} headers and
 * conditions in their query. This class contains those too, so that its users need not look at the query.
 */
public final class RequestHeaders {
    /** The query parameters of a signature, which do not stand for a header. */
    private static final Set<String> SIGNATURE = Set.of(
            "x-amz-algorithm",
            "x-amz-credential",
            "x-amz-date",
            "x-amz-expires",
            "x-amz-signature",
            "x-amz-signedheaders",
            "x-amz-security-token",
            "x-amz-content-sha256");

    /** The standard headers that a signed query may contain, in addition to {@code x-amz-*}. */
    private static final Set<String> CONDITIONS =
            Set.of("if-match", "if-none-match", "if-modified-since", "if-unmodified-since");

    /** The standard headers that a URL presigned by Signature Version 2 may contain. */
    private static final Set<String> SIGNED_BY_VERSION2 = Set.of("content-type", "content-md5");

    /** The headers that name an object. People often write the key without percent-encoding. */
    private static final Set<String> SOURCES = Set.of("x-amz-copy-source", "x-amz-rename-source");

    private final Map<String, String> values;

    private RequestHeaders(Map<String, String> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /** Reads the headers as sent, and those in {@code query}. */
    public static RequestHeaders of(Map<String, List<String>> wire, QueryParameters query) {
        Map<String, String> values = new TreeMap<>();
        wire.forEach((name, lines) -> {
            if (name.isEmpty()) {
                throw new S3Exception(S3Error.BadRequest);
            }
            String value = String.join(",", lines).strip();
            values.put(name, checked(name, text(name, value)));
        });
        moved(query).forEach((name, text) -> {
            String value =
                    checked(name, name.startsWith(S3HeaderNames.METADATA_PREFIX) ? EncodedWords.decode(text) : text);
            // With Version 2, a client sends a header of the URL also as a header.
            if (!query.isSignedByVersion2() || !value.equals(values.get(name))) {
                putOnce(values, name, value);
            }
        });
        return new RequestHeaders(values);
    }

    /** Decodes the value of a header, in which each byte is one character. */
    private static String text(String name, String value) {
        if (name.startsWith(S3HeaderNames.METADATA_PREFIX)) {
            return EncodedWords.ofHeader(value);
        }
        return SOURCES.contains(name) ? EncodedWords.unicode(value) : value;
    }

    /**
     * The headers in the query, without a checksum of no bytes: the body was not known when such a request was signed.
     */
    private static Map<String, String> moved(QueryParameters query) {
        Map<String, String> moved = new TreeMap<>();
        query.parameters().forEach((key, value) -> {
            if (isHeader(key, query)) {
                putOnce(moved, key.toLowerCase(Locale.ROOT), value);
            }
        });
        if (moved.entrySet().removeIf(header -> ChecksumHeaders.isOfNothing(header.getKey(), header.getValue()))) {
            moved.remove(ChecksumHeaders.SDK_ALGORITHM);
        }
        return moved;
    }

    private static void putOnce(Map<String, String> values, String name, String value) {
        if (values.put(name, value) != null) {
            throw S3Exception.invalidArgument("A parameter was given both in the query and in a header.", name, value);
        }
    }

    /** Takes the fields of a form that stand for headers, by lower-case name. */
    public static RequestHeaders of(Map<String, String> fields) {
        Map<String, String> values = new TreeMap<>(fields);
        values.keySet().removeAll(SIGNATURE);
        values.replaceAll((name, value) ->
                checked(name, name.startsWith(S3HeaderNames.METADATA_PREFIX) ? EncodedWords.decode(value) : value));
        return new RequestHeaders(values);
    }

    /** Tells whether a parameter of a query stands for a header. */
    private static boolean isHeader(String key, QueryParameters query) {
        String name = key.toLowerCase(Locale.ROOT);
        return (name.startsWith("x-amz-") && !SIGNATURE.contains(name))
                || (isCondition(name) && query.isSigned())
                || (SIGNED_BY_VERSION2.contains(key) && query.isSignedByVersion2());
    }

    /** Tells whether a query parameter stands for a condition in a signed query. */
    public static boolean isCondition(String key) {
        return CONDITIONS.contains(key.toLowerCase(Locale.ROOT));
    }

    /** Tells whether a query parameter belongs to a presigned request rather than to the operation. */
    public static boolean ownsParameter(String key) {
        return key.regionMatches(true, 0, "x-amz-", 0, 6);
    }

    /**
     * Checks that an answer can carry a header of S3. Names and values also come from forms and queries, so the HTTP
     * server has not checked them.
     *
     * @throws S3Exception {@link S3Error#InvalidArgument} if an answer cannot carry it
     */
    private static String checked(String name, String value) {
        if (name.startsWith(S3HeaderNames.METADATA_PREFIX)) {
            if (!HeaderText.isName(name)) {
                throw S3Exception.invalidArgument("Names of user metadata must be names of headers.", name, "");
            }
            requireText(name, value);
        } else if (SOURCES.contains(name)) {
            requireText(name, value);
        } else if (name.startsWith("x-amz-")) {
            requireAscii(name, value);
        }
        return value;
    }

    private static void requireText(String name, String value) {
        if (!HeaderText.isText(value)) {
            throw S3Exception.invalidArgument("Header values must have no control characters.", name, "");
        }
    }

    /**
     * Refuses a value that is not ISO 8859-1 or has control characters, because an answer cannot carry it unchanged.
     */
    public static void requireLatin1(String name, String value) {
        requireText(name, value);
        if (!HeaderText.isLatin1(value)) {
            throw S3Exception.invalidArgument("Header value cannot be represented using ISO-8859-1.", name, value);
        }
    }

    /**
     * Refuses control characters, which another program could read as the end of the line, and bytes that are not
     * ASCII.
     */
    static void requireAscii(String name, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c >= 0x7f) {
                throw S3Exception.invalidArgument("Header values must be printable ASCII.", name, "");
            }
        }
    }

    /** All names. */
    public Set<String> names() {
        return values.keySet();
    }

    /** The value of a header. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The items of a header that is a list, without empty items. Empty if there is no such header. */
    public List<String> list(String name) {
        return Arrays.stream(values.getOrDefault(name, "").split(",", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The headers whose names begin with {@code prefix}, by name without it. */
    public Map<String, String> withPrefix(String prefix) {
        Map<String, String> found = new TreeMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), value);
            }
        });
        return found;
    }

    /** A header that is a number from {@code least} to {@link Integer#MAX_VALUE}. */
    public int number(String name, int least, int otherwise) {
        return IntegerParser.of(name, get(name).orElse(""), least, otherwise);
    }
}
