package io.geckos.bench.http;

import java.io.IOException;

/**
 * A complete and well-formed response that refuses the request or has wrong content. Has no stack trace, because it is
 * only counted.
 */
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
