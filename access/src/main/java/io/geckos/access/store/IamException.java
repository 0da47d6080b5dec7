package io.geckos.access.store;

/** A refusal of a change or a question about users, in IAM's terms. The message is for the client. */
public final class IamException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Code code;

    /** The errors of IAM that clients tell apart. */
    public enum Code {
        /** There is no entity of that name. */
        NoSuchEntity(404),
        /** The name is taken. */
        EntityAlreadyExists(409),
        /** Something still depends on the entity. */
        DeleteConflict(409),
        /** There are too many of something. */
        LimitExceeded(409),
        /** A policy cannot be obeyed. */
        MalformedPolicyDocument(400),
        /** A parameter is missing or has a value that is not allowed. */
        ValidationError(400),
        /** A parameter has a value that does not fit. */
        InvalidInput(400),
        /** The entity belongs to the server, or to its configuration. */
        UnmodifiableEntity(400);

        private final int status;

        Code(int status) {
            this.status = status;
        }

        /** The status of the answer. */
        public int status() {
            return status;
        }
    }

    /** A refusal; {@code message} is a sentence for the client. */
    public IamException(Code code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** The refusal of an entity that is not there: {@code what} is {@code user}, and so on. */
    static IamException missing(String what, String name) {
        return new IamException(Code.NoSuchEntity, "The " + what + " with name " + name + " cannot be found.");
    }

    /** The refusal of a name that is taken. */
    static IamException taken(String what, String name) {
        return new IamException(Code.EntityAlreadyExists, what + " with name " + name + " already exists.");
    }

    /** The refusal of one more of something. */
    static IamException limit(String quota, int limit) {
        return new IamException(Code.LimitExceeded, "Cannot exceed quota for " + quota + ": " + limit);
    }

    /** The error. */
    public Code code() {
        return code;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
