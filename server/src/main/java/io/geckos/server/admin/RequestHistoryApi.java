package io.geckos.server.admin;

import io.geckos.server.http.RequestHistory;
import io.geckos.server.http.RequestInterval;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;

/** Tells how many requests there were in the last hour and day, for people who have no Prometheus. */
public final class RequestHistoryApi {
    private static final double MEDIAN = 0.5;
    private static final double P99 = 0.99;
    private static final int MICROS_PER_MILLI = 1_000;

    private final RequestHistory history;

    public RequestHistoryApi(RequestHistory history) {
        this.history = history;
    }

    public void route(AdminRoutes routes, AdminAccess access) {
        routes.add("GET", "/admin/v1/history", access.guard(_ -> answer()));
    }

    private AdminResponse answer() {
        return AdminResponse.json(Json.createObjectBuilder()
                .add("hour", intervals(Duration.ofMinutes(1), history.hour()))
                .add("day", intervals(Duration.ofMinutes(10), history.day()))
                .build());
    }

    private static JsonObjectBuilder intervals(Duration length, List<RequestInterval> intervals) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        intervals.forEach(interval -> all.add(json(interval)));
        return Json.createObjectBuilder()
                .add("intervalSeconds", length.toSeconds())
                .add("intervals", all);
    }

    private static JsonObjectBuilder json(RequestInterval interval) {
        return Json.createObjectBuilder()
                .add("from", interval.from().toString())
                .add("requests", interval.counts().requests())
                .add("clientErrors", interval.counts().clientErrors())
                .add("serverErrors", interval.counts().serverErrors())
                .add("receivedBytes", interval.received())
                .add("sentBytes", interval.sent())
                .add("medianMillis", millis(interval.quantile(MEDIAN)))
                .add("p99Millis", millis(interval.quantile(P99)))
                .add("slowestMillis", millis(interval.slowest()));
    }

    private static BigDecimal millis(Duration duration) {
        return BigDecimal.valueOf(duration.toNanos() / MICROS_PER_MILLI)
                .divide(BigDecimal.valueOf(MICROS_PER_MILLI), 3, RoundingMode.UNNECESSARY)
                .stripTrailingZeros();
    }
}
