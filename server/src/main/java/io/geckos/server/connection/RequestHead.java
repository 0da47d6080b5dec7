package io.geckos.server.connection;

import io.helidon.http.HttpPrologue;

/** The head of the request that a connection is at, as far as it matters to the connection. */
public final class RequestHead {
    private final HttpPrologue prologue;
    private final RequestLine line;
    private final RequestUri target;
    private boolean persistent;

    /** Begins with the first line, in Helidon's words and in the client's. */
    RequestHead(HttpPrologue prologue, RequestLine line) {
        this.prologue = prologue;
        this.line = line;
        this.target = RequestUri.of(prologue.uriPath().rawPath());
    }

    HttpPrologue prologue() {
        return prologue;
    }

    public RequestLine line() {
        return line;
    }

    public RequestUri target() {
        return target;
    }

    /** Says whether the client wants to go on with the connection. */
    void persist(boolean wanted) {
        persistent = wanted;
    }

    /** Whether the client wants to go on with the connection; not before all headers have been read. */
    boolean isPersistent() {
        return persistent;
    }
}
