package io.geckos.server;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import io.geckos.domain.StorageException;
import io.geckos.s3.S3Request;
import io.geckos.s3.S3Response;
import io.geckos.s3.S3Service;
import io.helidon.http.Header;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Carries one request from Helidon to the protocol and its answer back; every trap of Helidon's is handled here. */
final class HelidonExchange implements Handler {
    private static final System.Logger LOGGER = System.getLogger(HelidonExchange.class.getName());

    private final S3Service service;
    private final RequestLog log;
    private final Clock clock;

    HelidonExchange(S3Service service, RequestLog log, Clock clock) {
        this.service = service;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        long began = System.nanoTime();
        Instant at = clock.instant();
        Connection connection = Connection.current();
        RequestBody body = new RequestBody(request, connection);
        ResponseWriter writer = new ResponseWriter(response);
        S3Request s3 = s3Request(request, body);
        S3Response answer = service.handle(s3);
        boolean last = connection.isDraining() || !finish(body);
        if (last) {
            response.header(HeaderValues.CONNECTION_CLOSE);
        }
        try {
            response.whenSent(() -> {
                log.add(RequestLog.entry(at, began, s3, answer, body.received() + writer.sent()));
                connection.endRequest();
                if (last) {
                    body.linger();
                    throw new CloseConnectionException("last answer of this connection");
                }
            });
            writer.write(answer);
        } catch (IOException | StorageException e) {
            // Bytes of the object are on their way: cutting them short is the one way left to say that they are not
            // all.
            log.add(RequestLog.entry(at, began, s3, answer, body.received() + writer.sent()));
            if (e instanceof StorageException) {
                LOGGER.log(ERROR, () -> "request " + s3.id() + " was cut short: " + e.getMessage(), e);
            }
            throw new CloseConnectionException("cannot go on with this answer", e);
        }
    }

    /** Reads a short rest of the body; false if the connection has to be closed instead. */
    private static boolean finish(RequestBody body) {
        if (body.mustClose()) {
            return false;
        }
        try {
            body.drain();
            return true;
        } catch (IOException e) {
            LOGGER.log(WARNING, () -> "request body could not be drained: " + e.getMessage());
            return false;
        }
    }

    private static S3Request s3Request(ServerRequest request, RequestBody body) {
        var prologue = request.prologue();
        Map<String, List<String>> headers = new HashMap<>();
        for (Header header : request.headers()) {
            headers.computeIfAbsent(header.headerName().lowerCase(), _ -> new ArrayList<>(1))
                    .addAll(header.allValues());
        }
        return new S3Request(
                RequestId.next(),
                prologue.method().text(),
                prologue.uriPath().rawPath(),
                prologue.query().rawValue(),
                headers,
                body,
                request.remotePeer().host(),
                request.isSecure());
    }
}
