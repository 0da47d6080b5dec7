package io.geckos.bench.http;

/** A request that did not end as it should, already counted. Has no stack trace: a server in trouble makes thousands of them. */
public final class RequestFailure extends Exception {
    private static final long serialVersionUID = 1L;

    public RequestFailure(String reason) {
        super(reason, null, false, false);
    }
}
