package io.geckos.server.http;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import io.geckos.domain.engine.RequestPatience;
import io.geckos.domain.error.StorageException;
import io.geckos.s3.api.RequestOrigin;
import io.geckos.s3.api.S3Request;
import io.geckos.s3.api.S3Response;
import io.geckos.server.connection.ClientConnection;
import io.geckos.server.connection.RequestHead;
import io.geckos.server.settings.TrustedProxies;
import io.helidon.http.Header;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** Passes a request from Helidon to the protocol and sends the answer. All workarounds for Helidon are here. */
public final class S3HttpHandler implements Handler {
    private static final System.Logger LOGGER = System.getLogger(S3HttpHandler.class.getName());

    private final Function<S3Request, S3Response> service;
    private final BiFunction<S3Request, RuntimeException, S3Response> failures;
    private final InFlightRequests running;
    private final Consumer<FinishedRequest> finished;
    private final TrustedProxies proxies;

    /**
     * Makes a handler that answers by {@code service}.
     *
     * @param failures makes the answer that replaces one that could not be sent
     * @param proxies who may say for whom they pass requests on
     */
    public S3HttpHandler(
            Function<S3Request, S3Response> service,
            BiFunction<S3Request, RuntimeException, S3Response> failures,
            InFlightRequests running,
            Consumer<FinishedRequest> finished,
            TrustedProxies proxies) {
        this.service = service;
        this.failures = failures;
        this.running = running;
        this.finished = finished;
        this.proxies = proxies;
    }

    /** The receiver of each request that has ended. */
    Consumer<FinishedRequest> finished() {
        return finished;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        try (var _ = RequestPatience.begin()) {
            serve(request, response);
        }
    }

    private void serve(ServerRequest request, ServerResponse response) {
        long began = System.nanoTime();
        Instant at = Instant.now();
        ClientConnection.current().beginServing();
        RequestBody body = new RequestBody(request, ClientConnection.current());
        ResponseWriter writer = new ResponseWriter(
                response, !ClientConnection.current().head().line().isHttp10());
        S3Request s3 = s3Request(request, body);
        running.begin(new InFlightRequests.Running(s3, at, began, body::received, writer::sent));
        AtomicReference<S3Response> answer = new AtomicReference<>(service.apply(s3));
        Runnable end = () -> running.end(
                s3,
                () -> finished.accept(new FinishedRequest(
                        at,
                        System.nanoTime() - began,
                        s3,
                        answer.get().status(),
                        body.received(),
                        writer.sent(),
                        answer.get().facts())));
        // Helidon has changed the method, so it may send or leave out a body against the client's expectation.
        boolean renamed = !s3.method().equals(request.prologue().method().text());
        try {
            drain(body, s3.id());
            boolean closes = renamed || writer.mustClose(answer.get()) || body.mustClose();
            endAfter(response, body, closes, end);
            write(answer, s3, response, writer, closes);
        } catch (IOException | StorageException e) {
            // Some bytes of the object were sent. Only closing the connection can tell the client that they are not
            // all.
            if (e instanceof StorageException) {
                LOGGER.log(ERROR, () -> "request " + s3.id() + " was cut short: " + e.getMessage(), e);
            }
            end.run();
            throw new CloseConnectionException("cannot go on with this answer", e);
        } catch (RequestException e) {
            // The request is refused after all. The error handler answers and reports it.
            running.end(s3, () -> {});
            throw e;
        } catch (RuntimeException e) {
            end.run();
            throw e;
        }
    }

    /** Sets the {@code Connection} header, and makes the request end when its answer was sent. */
    private static void endAfter(ServerResponse response, RequestBody body, boolean closes, Runnable end) {
        ClientConnection connection = ClientConnection.current();
        boolean last = connection.announceEnd(response, closes);
        response.whenSent(() -> {
            end.run();
            connection.endRequest();
            if (last) {
                if (body.mustClose()) {
                    body.linger();
                }
                throw new CloseConnectionException("last answer of this connection");
            }
        });
    }

    /** Writes the answer. If that fails before any byte was sent, writes an error answer instead. */
    private void write(
            AtomicReference<S3Response> answer,
            S3Request request,
            ServerResponse response,
            ResponseWriter writer,
            boolean closes)
            throws IOException {
        try {
            writer.write(answer.get());
        } catch (RuntimeException e) {
            if (!writer.discard() || e instanceof RequestException) {
                throw e;
            }
            answer.set(failures.apply(request, e));
            ClientConnection.current().announceEnd(response, closes);
            writer.write(answer.get());
        }
    }

    /** Reads a short rest of the body. If that fails, the connection is closed later. */
    private static void drain(RequestBody body, String id) {
        if (body.mustClose()) {
            return;
        }
        try {
            body.drain();
        } catch (IOException e) {
            LOGGER.log(WARNING, () -> "request " + id + ": the rest of its body cannot be read: " + e.getMessage());
        }
    }

    private S3Request s3Request(ServerRequest request, RequestBody body) {
        RequestHead head = ClientConnection.current().head();
        Map<String, List<String>> headers = new HashMap<>();
        for (Header header : request.headers()) {
            headers.computeIfAbsent(header.headerName().lowerCase(), _ -> new ArrayList<>(1))
                    .addAll(header.allValues());
        }
        RequestOrigin connection = new RequestOrigin(
                request.remotePeer().host(),
                request.isSecure(),
                ClientConnection.current().tlsVersion());
        return new S3Request(
                RequestId.next(),
                head.line().method(),
                head.target().path(),
                request.prologue().query().rawValue(),
                headers,
                body,
                ForwardedOrigin.of(connection, proxies, headers),
                ClientConnection.current().memory()::tryTake);
    }
}
