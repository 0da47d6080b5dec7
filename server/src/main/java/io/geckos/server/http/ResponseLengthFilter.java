package io.geckos.server.http;

import io.geckos.server.connection.ClientConnection;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.Status;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;

/**
 * Removes {@code Content-Length} from answers that must not have it. These are answers that end with their connection,
 * and 204 and 304. Helidon gives every answer without a body the length 0, but 204 must have no length, and the length
 * in a 304 would mean that of the object.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.6">RFC 9110, 8.6</a>
 */
final class ResponseLengthFilter implements Http1ConnectionListener {
    @Override
    public void status(ConnectionContext context, Status status) {
        ClientConnection.current().answer(status.code());
    }

    @Override
    public void headers(ConnectionContext context, Headers headers) {
        int status = ClientConnection.current().status();
        boolean bare = headers.contains(ResponseWriter.UNKNOWN_LENGTH)
                || status == Status.NO_CONTENT_204.code()
                || status == Status.NOT_MODIFIED_304.code();
        if (bare && headers instanceof WritableHeaders<?> answer) {
            answer.remove(HeaderNames.CONTENT_LENGTH);
        }
    }
}
