package io.geckos.bench.http;

/**
 * The failure of a request, after it was counted. Has no stack trace, because a server in trouble causes thousands of
 * them.
 */
public final class RequestFailure extends Exception {
    private static final long serialVersionUID = 1L;

    public RequestFailure(String reason) {
        super(reason, null, false, false);
    }
}
