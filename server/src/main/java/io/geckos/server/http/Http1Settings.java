package io.geckos.server.http;

import io.geckos.server.connection.ClientConnection;
import io.helidon.common.Size;
import io.helidon.http.RequestedUriDiscoveryContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.util.List;

/**
 * The settings of Helidon for HTTP/1.1. {@code RequestReader} translates HTTP/1.0 to it. Helidon's own builder is not
 * used, because it needs {@link java.math.BigDecimal}, whose first use took a twentieth of the start.
 *
 * @param compositeReceiveListener is called with the heads that arrive
 * @param compositeSendListener is called with the heads of answers before they are sent
 */
@SuppressWarnings("removal") // What will go must be answered all the same, while it is there.
record Http1Settings(Http1ConnectionListener compositeReceiveListener, Http1ConnectionListener compositeSendListener)
        implements Http1Config {
    /** In bytes. A percent-encoded key of 1024 bytes takes three times as many, and presigning adds more. */
    private static final int LONGEST_REQUEST_LINE = 16 << 10;

    private static final int LARGEST_HEADERS = 32 << 10;
    private static final Size BUFFERED_ENTITY = Size.create(64 << 10);
    private static final RequestedUriDiscoveryContext HOST_HEADER =
            RequestedUriDiscoveryContext.builder().socketId("@default").build();

    @Override
    public String name() {
        return "@default";
    }

    @Override
    public int maxPrologueLength() {
        return LONGEST_REQUEST_LINE;
    }

    @Override
    public int maxHeadersSize() {
        return LARGEST_HEADERS;
    }

    @Override
    public Size maxBufferedEntitySize() {
        return BUFFERED_ENTITY;
    }

    /** Requests of HTTP/1.0 need no {@code Host} header. */
    @Override
    public boolean validateRequestHostHeader() {
        return !ClientConnection.current().head().line().isHttp10();
    }

    @Override
    public boolean sendKeepAliveHeader() {
        return false;
    }

    @Override
    public boolean validatePrologue() {
        return false;
    }

    @Override
    public boolean validatePath() {
        return false;
    }

    @Override
    public boolean continueImmediately() {
        return false;
    }

    @Override
    public RequestedUriDiscoveryContext requestedUriDiscovery() {
        return HOST_HEADER;
    }

    @Override
    public List<Http1ConnectionListener> sendListeners() {
        return List.of(compositeSendListener);
    }

    @Override
    public List<Http1ConnectionListener> receiveListeners() {
        return List.of(compositeReceiveListener);
    }

    @Override
    public boolean receiveLog() {
        return false;
    }

    @Override
    public boolean sendLog() {
        return false;
    }
}
