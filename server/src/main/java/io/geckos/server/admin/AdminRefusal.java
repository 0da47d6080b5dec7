package io.geckos.server.admin;

/** The refusal of a request to the second listener: a status and a message. */
final class AdminRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    AdminRefusal(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    AdminResponse answer() {
        return AdminResponse.refusal(status, String.valueOf(getMessage()));
    }
}
