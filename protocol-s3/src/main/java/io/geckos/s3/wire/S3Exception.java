package io.geckos.s3.wire;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** An error answer of S3. It carries no stack trace, because it is an answer and not a fault of the program. */
public final class S3Exception extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final S3Error error;
    private final transient Map<String, String> details = new LinkedHashMap<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    /** A refusal with AWS's standard message. */
    public S3Exception(S3Error error) {
        this(error, error.message());
    }

    /** A refusal with another message for the client. */
    public S3Exception(S3Error error, String message) {
        super(message, null, false, false);
        this.error = error;
    }

    /** The refusal of a parameter or header for its value. */
    public static S3Exception invalidArgument(String message, String name, String value) {
        return new S3Exception(S3Error.InvalidArgument, message)
                .with("ArgumentName", name)
                .with("ArgumentValue", value);
    }

    /** The refusal of a header that asks for something this server does not have. */
    public static S3Exception notImplemented(String header) {
        return new S3Exception(
                        S3Error.NotImplemented,
                        "A header you provided implies functionality that is not implemented: " + header)
                .with("Header", header);
    }

    /** The refusal of a method that a resource does not have; {@code allowed} are the methods that it has. */
    public static S3Exception methodNotAllowed(String method, String resourceType, Collection<String> allowed) {
        return new S3Exception(S3Error.MethodNotAllowed)
                .with("Method", method)
                .with("ResourceType", resourceType)
                .withHeader("Allow", String.join(", ", allowed));
    }

    /** Adds an element to the error document. */
    public S3Exception with(String element, String text) {
        details.put(element, text);
        return this;
    }

    /** Adds an element to the error document, unless it has one of that name. */
    public S3Exception withDefault(String element, String text) {
        details.putIfAbsent(element, text);
        return this;
    }

    /** Adds a header to the answer. */
    public S3Exception withHeader(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public S3Error error() {
        return error;
    }

    public Map<String, String> details() {
        return details;
    }

    public Map<String, String> headers() {
        return headers;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
