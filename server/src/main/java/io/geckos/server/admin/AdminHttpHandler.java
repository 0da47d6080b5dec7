package io.geckos.server.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.server.connection.ClientConnection;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Carries one request from Helidon to the routes of the second listener, and its answer back. */
public final class AdminHttpHandler implements Handler {
    /** Headers by one of which proxies tell that they ask for somebody else. */
    private static final List<HeaderName> BY_PROXY = List.of(
            HeaderNames.FORWARDED, HeaderNames.VIA, HeaderNames.X_FORWARDED_FOR, HeaderNames.create("x-real-ip"));

    private final AdminHosts hosts;
    private final AdminRoutes routes;

    public AdminHttpHandler(AdminHosts hosts, AdminRoutes routes) {
        this.hosts = hosts;
        this.routes = routes;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        String host = request.headers().first(HeaderNames.HOST).orElse("");
        AdminRequest asked = asked(request);
        AdminResponse answer = hosts.allow(host) ? routes.answer(asked) : AdminHosts.refusal(host);
        endAfterAnswer(request, response);
        byte[] body = answer.body().getBytes(UTF_8);
        response.status(Status.create(answer.status()));
        answer.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
        if (asked.method().equals("HEAD")) {
            response.headers().contentLength(body.length);
            response.send();
        } else {
            response.send(body);
        }
    }

    /** No operation reads a body, so whoever sends one is cut off, once it can have read its answer. */
    private static void endAfterAnswer(ServerRequest request, ServerResponse response) {
        ClientConnection connection = ClientConnection.current();
        boolean body = request.headers().contains(HeaderNames.TRANSFER_ENCODING)
                || request.headers().contentLength().orElse(0) > 0;
        boolean last = connection.announceEnd(response, body);
        response.whenSent(() -> {
            connection.endRequest();
            if (body) {
                connection.linger();
            }
            if (last) {
                throw new CloseConnectionException("last answer of this connection");
            }
        });
    }

    private static AdminRequest asked(ServerRequest request) {
        Map<String, String> query = new HashMap<>();
        request.query().toMap().forEach((name, values) -> query.put(name, values.getFirst()));
        return new AdminRequest(
                ClientConnection.current().head().line().method(),
                request.prologue().uriPath().path(),
                query,
                request.headers().first(HeaderNames.AUTHORIZATION),
                isLocal(request));
    }

    /** What a proxy on this machine hands on comes from elsewhere. */
    private static boolean isLocal(ServerRequest request) {
        return BY_PROXY.stream().noneMatch(request.headers()::contains)
                && request.remotePeer().address() instanceof InetSocketAddress peer
                && !peer.isUnresolved()
                && peer.getAddress().isLoopbackAddress();
    }
}
