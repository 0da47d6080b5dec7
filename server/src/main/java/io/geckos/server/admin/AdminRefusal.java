package io.geckos.server.admin;

/** Why a request to the second listener is not carried out. */
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
