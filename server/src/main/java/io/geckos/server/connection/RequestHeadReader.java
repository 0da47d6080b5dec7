package io.geckos.server.connection;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.RequestException;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.DirectTransportRequest;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.util.List;
import java.util.Locale;

/**
 * Does the checks of a request's head that Helidon leaves out. It finds out whether the client keeps the connection
 * open, refuses a {@code Host} that contradicts the target, and translates the headers of HTTP/1.0 to HTTP/1.1.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-9.3">RFC 9112, 9.3</a>
 */
public final class RequestHeadReader implements Http1ConnectionListener {
    @Override
    public void prologue(ConnectionContext context, HttpPrologue prologue) {
        ClientConnection.current().beginRequest(prologue);
    }

    @Override
    public void headers(ConnectionContext context, Headers headers) {
        ClientConnection connection = ClientConnection.current();
        checkHost(connection.head(), headers);
        if (connection.head().line().isHttp10() && headers instanceof WritableHeaders<?> request) {
            translate(connection.head(), request);
        }
        connection.head().persist(isPersistent(connection.head(), headers));
    }

    private static void checkHost(RequestHead head, Headers headers) {
        List<String> hosts = headers.all(HeaderNames.HOST, List::of);
        if (hosts.size() > 1) {
            throw malformed(head, headers, "more than one Host");
        }
        boolean agrees = hosts.isEmpty() || head.target().agreesWith(hosts.getFirst());
        if (!agrees || head.target().authority().orElse("").contains("@")) {
            throw malformed(head, headers, "the target and Host name two servers");
        }
    }

    private static void translate(RequestHead head, WritableHeaders<?> headers) {
        if (headers.contains(HeaderNames.TRANSFER_ENCODING)) {
            // HTTP/1.0 has no Transfer-Encoding. A proxy that passed it on may see another body than this server.
            throw malformed(head, headers, "Transfer-Encoding in HTTP/1.0");
        }
        headers.remove(HeaderNames.EXPECT);
        if (!headers.contains(HeaderNames.HOST)) {
            head.target().authority().ifPresent(authority -> headers.set(HeaderNames.HOST, authority));
        }
    }

    private static boolean isPersistent(RequestHead head, Headers headers) {
        List<String> options = tokens(headers, HeaderNames.CONNECTION);
        return !options.contains("close") && (!head.line().isHttp10() || options.contains("keep-alive"));
    }

    /** The items of a header that is a list, in lower case. */
    private static List<String> tokens(Headers headers, HeaderName name) {
        return headers.values(name).stream()
                .map(item -> item.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static RequestException malformed(RequestHead head, Headers headers, String why) {
        return RequestException.builder()
                .type(DirectHandler.EventType.BAD_REQUEST)
                .request(DirectTransportRequest.create(head.prologue(), headers))
                .setKeepAlive(false)
                .message(why)
                .build();
    }
}
