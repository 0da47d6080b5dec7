package io.geckos.server.http;

import io.geckos.server.connection.ClientConnection;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.Status;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;

/**
 * Takes away lengths that are not to be told: those of answers that end with their connection, and the length 0 that Helidon gives to every answer without a body from those that end with their headers: 204 must not
 * have one, and that of 304 would be the object's.
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
        boolean bare = headers.contains(ResponseWriter.UNTOLD_LENGTH)
                || status == Status.NO_CONTENT_204.code()
                || status == Status.NOT_MODIFIED_304.code();
        if (bare && headers instanceof WritableHeaders<?> answer) {
            answer.remove(HeaderNames.CONTENT_LENGTH);
        }
    }
}
