package io.geckos.iam.wire;

/** A refusal of a request, as the protocol words it: a status, a code and a message for the client. */
public final class QueryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    /** A refusal. */
    public QueryException(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** The refusal of a parameter that is missing or has a value that is not allowed. */
    public static QueryException validation(String message) {
        return new QueryException(400, "ValidationError", message);
    }

    /** The refusal of what this server does not do. */
    public static QueryException notImplemented(String message) {
        return new QueryException(501, "NotImplemented", message);
    }

    /** The status of the answer. */
    public int status() {
        return status;
    }

    /** The error code. */
    public String code() {
        return code;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
