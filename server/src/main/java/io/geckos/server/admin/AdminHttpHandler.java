package io.geckos.server.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.security.Authenticator.SignedRequest;
import io.geckos.server.connection.ClientConnection;
import io.geckos.server.console.ConsolePage;
import io.geckos.server.console.ConsolePages;
import io.helidon.http.Header;
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
import java.util.Optional;

/** Passes a request from Helidon to the console or the routes of the second listener, and sends the answer. */
public final class AdminHttpHandler implements Handler {
    /** The headers by which proxies say that they pass on a request of another client. */
    private static final List<HeaderName> BY_PROXY = List.of(
            HeaderNames.FORWARDED, HeaderNames.VIA, HeaderNames.X_FORWARDED_FOR, HeaderNames.create("x-real-ip"));

    /** Answers may have secrets, and names that anybody has chosen: browsers neither keep nor show them as anything else. */
    private static final Map<String, String> GUARDED = Map.of(
            "cache-control", "no-store",
            "content-security-policy", "default-src 'none'; frame-ancestors 'none'",
            "cross-origin-resource-policy", "same-origin",
            "referrer-policy", "no-referrer",
            "x-content-type-options", "nosniff");

    private final AdminHosts hosts;
    private final AdminRoutes routes;
    private final Optional<ConsolePages> console;

    public AdminHttpHandler(AdminHosts hosts, AdminRoutes routes, Optional<ConsolePages> console) {
        this.hosts = hosts;
        this.routes = routes;
        this.console = console;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        String host = request.headers().first(HeaderNames.HOST).orElse("");
        AdminRequest asked = asked(request);
        Optional<ConsolePage> page = hosts.allow(host) && asked.method().matches("GET|HEAD")
                ? console.flatMap(it -> it.at(asked.path(), host))
                : Optional.empty();
        if (page.isPresent()) {
            endAfterAnswer(request, response);
            show(page.get(), asked, request, response);
            return;
        }
        AdminResponse answer = hosts.allow(host) ? routes.answer(asked) : AdminHosts.refusal(host);
        endAfterAnswer(request, response);
        response.status(Status.create(answer.status()));
        GUARDED.forEach((name, value) -> response.header(HeaderNames.create(name), value));
        send(asked, answer.headers(), answer.body().getBytes(UTF_8), response);
    }

    private static void show(ConsolePage page, AdminRequest asked, ServerRequest request, ServerResponse response) {
        boolean compressed = request.headers()
                .first(HeaderNames.ACCEPT_ENCODING)
                .filter(codings -> codings.contains("gzip"))
                .isPresent();
        if (compressed) {
            response.header(HeaderNames.CONTENT_ENCODING, "gzip");
        }
        send(asked, page.headers(), compressed ? page.compressed() : page.plain(), response);
    }

    private static void send(AdminRequest asked, Map<String, String> headers, byte[] body, ServerResponse response) {
        headers.forEach((name, value) -> response.header(HeaderNames.create(name), value));
        if (asked.method().equals("HEAD")) {
            response.headers().contentLength(body.length);
            response.send();
        } else {
            response.send(body);
        }
    }

    /**
     * Closes the connection of a client that sends a body, because no operation reads one. First gives the client time
     * to read the answer.
     */
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
        Map<String, List<String>> headers = new HashMap<>();
        for (Header header : request.headers()) {
            headers.put(header.headerName().lowerCase(), header.allValues());
        }
        request.query().toMap().forEach((name, values) -> query.put(name, values.getFirst()));
        return new AdminRequest(
                request.prologue().uriPath().path(),
                query,
                new SignedRequest(
                        ClientConnection.current().head().line().method(),
                        ClientConnection.current().head().target().path(),
                        request.prologue().query().rawValue(),
                        headers),
                isLocal(request));
    }

    /** A request through a proxy on this machine does not count as local. */
    private static boolean isLocal(ServerRequest request) {
        return BY_PROXY.stream().noneMatch(request.headers()::contains)
                && request.remotePeer().address() instanceof InetSocketAddress peer
                && !peer.isUnresolved()
                && peer.getAddress().isLoopbackAddress();
    }
}
