package io.geckos.server.connection;

import io.helidon.http.HttpPrologue;

/** The parts of the current request's head that the connection needs. */
public final class RequestHead {
    private final HttpPrologue prologue;
    private final RequestLine line;
    private final RequestUri target;
    private boolean persistent;

    /** Begins with the first line, as Helidon has parsed it and as the client wrote it. */
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

    /** Notes whether the client wants to keep the connection open. */
    void persist(boolean wanted) {
        persistent = wanted;
    }

    /** Whether the client wants to keep the connection open. False until all headers have been read. */
    boolean isPersistent() {
        return persistent;
    }
}
