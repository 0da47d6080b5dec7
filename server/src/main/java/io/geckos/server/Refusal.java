package io.geckos.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;

/** Answers what Helidon refuses before the protocol sees it, in the form S3 clients expect an error in. */
final class Refusal implements DirectHandler {
    @Override
    public TransportResponse handle(
            TransportRequest request, EventType type, Status status, ServerResponseHeaders headers, String message) {
        Connection.current().refuse();
        String id = RequestId.next();
        Status answer = status(request, status);
        headers.set(HeaderNames.CONTENT_TYPE, "application/xml");
        headers.set(HeaderNames.create("x-amz-request-id"), id);
        if (answer.code() == 503) {
            headers.set(HeaderNames.RETRY_AFTER, "1");
        }
        TransportResponse.Builder response =
                TransportResponse.builder().status(answer).headers(headers).keepAlive(false);
        if (!request.method().equals("HEAD")) {
            response.entity(document(answer, id).getBytes(UTF_8));
        }
        return response.build();
    }

    /**
     * S3 knows no 414 and 431: a request line or header too long is a bad request. So is what Helidon itself fails to
     * read, which it calls its own error; a request without a method is one it could not read.
     */
    private static Status status(TransportRequest request, Status status) {
        return switch (status.code()) {
            case 414, 431 -> Status.BAD_REQUEST_400;
            case 500 -> request.method().isEmpty() ? Status.BAD_REQUEST_400 : status;
            default -> status;
        };
    }

    private static String document(Status status, String id) {
        String code = switch (status.code()) {
            case 400 -> "BadRequest";
            case 501 -> "NotImplemented";
            case 503 -> "SlowDown";
            case 505 -> "HTTPVersionNotSupported";
            default -> "InternalError";
        };
        String message = switch (status.code()) {
            case 400 -> "An error occurred when parsing the HTTP request.";
            case 501 -> "A header you provided implies functionality that is not implemented.";
            case 503 -> "Please reduce your request rate.";
            case 505 -> "The version of HTTP must be 1.1.";
            default -> "We encountered an internal error. Please try again.";
        };
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>" + message
                + "</Message><RequestId>" + id + "</RequestId></Error>";
    }
}
