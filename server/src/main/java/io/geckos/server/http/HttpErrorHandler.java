package io.geckos.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.s3.api.RequestMemory;
import io.geckos.s3.api.RequestOrigin;
import io.geckos.s3.api.S3Request;
import io.geckos.s3.api.S3Response;
import io.geckos.server.connection.ClientConnection;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.ConnectionContext;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests that Helidon refuses before the protocol sees them, with an error document of S3, and reports them
 * to the request log.
 */
final class HttpErrorHandler implements DirectHandler {
    /** The longest reason in a line of the log, in characters. */
    private static final int LONGEST_REASON = 200;

    /** The messages of Helidon that give no reason. */
    private static final Set<String> NO_REASONS =
            Set.of("Bad request, see server log for more information", "Internal error");

    private final Consumer<FinishedRequest> finished;

    HttpErrorHandler(Consumer<FinishedRequest> finished) {
        this.finished = finished;
    }

    @Override
    public TransportResponse handle(
            TransportRequest request,
            EventType type,
            Status status,
            ServerResponseHeaders headers,
            @Nullable String message) {
        ClientConnection.current().refuse();
        String id = RequestId.next();
        Status answer = status(request, status);
        headers.set(DateHeader.at(Instant.now()));
        headers.set(HeaderNames.CONTENT_TYPE, "application/xml");
        headers.set(HeaderNames.create("x-amz-request-id"), id);
        if (answer.code() == 503) {
            headers.set(HeaderNames.RETRY_AFTER, "1");
        }
        TransportResponse.Builder response =
                TransportResponse.builder().status(answer).headers(headers).keepAlive(false);
        byte[] document = ClientConnection.current().mayAnswerWithBody()
                ? document(answer, id).getBytes(UTF_8)
                : new byte[0];
        if (document.length > 0) {
            response.entity(document);
        }
        // Helidon also calls this for the end of a connection, as if that were a request.
        if (!ClientConnection.current().isSilent()) {
            finished.accept(finished(request, id, answer, document.length, message));
        }
        return response.build();
    }

    /**
     * The duration is not known. Fields that could not be read are left empty. The query is left empty too, because it
     * may contain a signature.
     */
    private static FinishedRequest finished(
            TransportRequest request, String id, Status status, int sent, @Nullable String message) {
        ConnectionContext connection = ClientConnection.current().context();
        S3Request refused = new S3Request(
                id,
                request.method(),
                request.path().split("\\?", 2)[0],
                "",
                Map.of(),
                InputStream.nullInputStream(),
                new RequestOrigin(connection.remotePeer().host(), connection.isSecure(), Optional.empty()),
                RequestMemory.UNLIMITED);
        S3Response.Facts facts = S3Response.Facts.of(Optional.empty(), Optional.of(code(status)));
        return new FinishedRequest(Instant.now(), 0, refused, status.code(), 0, sent, facts, reason(message));
    }

    /** The first line of Helidon's message. The further lines may contain all that it could not read. */
    private static Optional<String> reason(@Nullable String message) {
        return Optional.ofNullable(message)
                .flatMap(text -> text.lines().findFirst())
                .filter(line -> !line.isBlank() && !NO_REASONS.contains(line))
                .map(line -> line.substring(0, Math.min(line.length(), LONGEST_REASON)));
    }

    /**
     * The status of the answer. S3 has no 414 and 431, so a request line or header that is too long is a bad request.
     * Helidon calls a request that it cannot read an internal error; that is a bad request too, and can be recognised
     * by its missing method.
     */
    private static Status status(TransportRequest request, Status status) {
        return switch (status.code()) {
            case 414, 431 -> Status.BAD_REQUEST_400;
            case 500 -> request.method().isEmpty() ? Status.BAD_REQUEST_400 : status;
            default -> status;
        };
    }

    private static String code(Status status) {
        return switch (status.code()) {
            case 400 -> "BadRequest";
            case 501 -> "NotImplemented";
            case 503 -> "SlowDown";
            case 505 -> "HTTPVersionNotSupported";
            default -> "InternalError";
        };
    }

    private static String document(Status status, String id) {
        String message = switch (status.code()) {
            case 400 -> "An error occurred when parsing the HTTP request.";
            case 501 -> "A header you provided implies functionality that is not implemented.";
            case 503 -> "Please reduce your request rate.";
            case 505 -> "The version of HTTP must be 1.0 or 1.1.";
            default -> "We encountered an internal error. Please try again.";
        };
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code(status) + "</Code><Message>" + message
                + "</Message><RequestId>" + id + "</RequestId></Error>";
    }
}
