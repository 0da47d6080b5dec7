package io.geckos.s3.wire;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The parameters of a request's query, decoded. One without {@code =} has the empty value; none comes twice. */
public final class QueryParameters {
    /** What URLs presigned by Signature Version 2 carry beside {@code x-amz-*}: credentials, and headers that are signed. */
    private static final Set<String> VERSION2 =
            Set.of("AWSAccessKeyId", "Signature", "Expires", "content-type", "content-md5");

    private final Map<String, String> parameters;

    private QueryParameters(Map<String, String> parameters) {
        this.parameters = Collections.unmodifiableMap(parameters);
    }

    /** Decodes a query as sent, without its {@code ?}. */
    public static QueryParameters parse(String raw) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int start = 0; start < raw.length(); ) {
            int ampersand = raw.indexOf('&', start);
            int end = ampersand < 0 ? raw.length() : ampersand;
            if (end > start) {
                int equals = raw.indexOf('=', start);
                int split = equals < 0 || equals > end ? end : equals;
                String key = UriDecoder.query(raw.substring(start, split));
                String value = UriDecoder.query(raw.substring(Math.min(split + 1, end), end));
                if (parameters.put(key, value) != null) {
                    throw S3Exception.invalidArgument("A query parameter was given more than once.", key, value);
                }
            }
            start = end + 1;
        }
        return new QueryParameters(parameters);
    }

    /** The names, in order of appearance. */
    public Set<String> keys() {
        return parameters.keySet();
    }

    /** All of them, in order of appearance. */
    public Map<String, String> parameters() {
        return parameters;
    }

    /** Tells whether this is the query of a URL presigned by Signature Version 2. */
    public boolean isSignedByVersion2() {
        return parameters.containsKey("Signature");
    }

    /** Tells whether a parameter belongs to a presigned URL rather than to the operation. */
    public boolean isOfSignature(String key) {
        return RequestHeaders.ownsParameter(key) || (isSignedByVersion2() && VERSION2.contains(key));
    }

    /** The value of a parameter; empty text if it came without one. */
    public Optional<String> get(String key) {
        return Optional.ofNullable(parameters.get(key));
    }

    /** Whether it is signed, by whichever version. Version 2 does not cover all that it says. */
    public boolean isSigned() {
        return keys().stream().anyMatch(key -> key.equalsIgnoreCase("X-Amz-Signature") || key.equals("Signature"));
    }

    /** The value of a parameter, none if it is empty text. */
    public Optional<String> nonEmpty(String key) {
        return get(key).filter(value -> !value.isEmpty());
    }

    /** A parameter that is a number from {@code least} to {@link Integer#MAX_VALUE}. */
    public int number(String key, int least, int otherwise) {
        return IntegerParser.of(key, get(key).orElse(""), least, otherwise);
    }

    /** A parameter that is {@code true} or {@code false}, which it is when left out. */
    public boolean bool(String key) {
        String value = nonEmpty(key).orElse("false");
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw S3Exception.invalidArgument("Argument " + key + " must be true or false", key, value);
        };
    }
}
