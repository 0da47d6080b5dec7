package io.geckos.bench.http;

import java.io.IOException;

/** A whole and well-formed response that says no, or says what is not true. Has no stack trace: it is counted, not looked at. */
public final class UnexpectedResponse extends IOException {
    private static final long serialVersionUID = 1L;

    public UnexpectedResponse(String reason) {
        super(reason);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
