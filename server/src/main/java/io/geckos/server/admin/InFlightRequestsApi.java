package io.geckos.server.admin;

import io.geckos.s3.api.RequestSummary;
import io.geckos.s3.api.S3Request;
import io.geckos.server.http.InFlightRequests;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.function.Function;

/** Lists the requests that are being served, for operators. */
public final class InFlightRequestsApi {
    private final InFlightRequests running;
    private final Function<S3Request, RequestSummary> summarise;

    public InFlightRequestsApi(InFlightRequests running, Function<S3Request, RequestSummary> summarise) {
        this.running = running;
        this.summarise = summarise;
    }

    public void route(AdminRoutes routes, AdminAccess access) {
        routes.add("GET", "/admin/v1/requests", access.guard(_ -> list()));
    }

    private AdminResponse list() {
        JsonArrayBuilder requests = Json.createArrayBuilder();
        long now = System.nanoTime();
        running.oldestFirst().forEach(request -> requests.add(one(request, now)));
        return AdminResponse.json(
                Json.createObjectBuilder().add("requests", requests).build());
    }

    private JsonObjectBuilder one(InFlightRequests.Running running, long now) {
        S3Request request = running.request();
        RequestSummary summary = summarise.apply(request);
        JsonObjectBuilder one = Json.createObjectBuilder()
                .add("id", request.id())
                .add("method", request.method())
                .add("path", request.rawPath());
        summary.operation().ifPresent(it -> one.add("operation", it));
        summary.bucket().ifPresent(it -> one.add("bucket", it));
        summary.key().ifPresent(it -> one.add("key", it));
        return one.add("remote", request.remoteAddress())
                .add("began", running.at().toString())
                .add("ageMillis", (now - running.began()) / 1_000_000)
                .add("receivedBytes", running.received().getAsLong())
                .add("sentBytes", running.sent().getAsLong());
    }
}
