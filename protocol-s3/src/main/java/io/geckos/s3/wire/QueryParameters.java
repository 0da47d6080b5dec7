package io.geckos.s3.wire;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of a request's query, decoded. A parameter without {@code =} has an empty value. No parameter comes
 * twice.
 */
public final class QueryParameters {
    /**
     * The parameters of URLs presigned by Signature Version 2, in addition to {@code x-amz-*}: credentials and signed
     * headers.
     */
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

    /** All parameters, in order of appearance. */
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

    /** The value of a parameter; an empty text if it has no value. */
    public Optional<String> get(String key) {
        return Optional.ofNullable(parameters.get(key));
    }

    /**
     * Whether the query has a signature, of either version. A signature of Version 2 does not cover the whole query.
     */
    public boolean isSigned() {
        return keys().stream().anyMatch(key -> key.equalsIgnoreCase("X-Amz-Signature") || key.equals("Signature"));
    }

    /** The value of a parameter, if it is not an empty text. */
    public Optional<String> nonEmpty(String key) {
        return get(key).filter(value -> !value.isEmpty());
    }

    /** A parameter that is a number from {@code least} to {@link Integer#MAX_VALUE}. */
    public int number(String key, int least, int otherwise) {
        return IntegerParser.of(key, get(key).orElse(""), least, otherwise);
    }

    /** A parameter that is {@code true} or {@code false}. False if it is missing. */
    public boolean bool(String key) {
        String value = nonEmpty(key).orElse("false");
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw S3Exception.invalidArgument("Argument " + key + " must be true or false", key, value);
        };
    }
}
