package io.geckos.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.Storage;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.logging.Level;

/** What an operator may ask and change while the server runs; in JSON, for whoever has the token. */
final class AdminApi {
    private static final String BEARER = "Bearer ";

    private final Configuration configuration;
    private final Optional<String> token;
    private final Storage storage;
    private final RunningRequests running;
    private final long began = System.nanoTime();

    AdminApi(Configuration configuration, Storage storage, RunningRequests running) {
        this.configuration = configuration;
        this.token = Optional.of(configuration.get(Key.ADMIN_TOKEN)).filter(it -> !it.isEmpty());
        this.storage = storage;
        this.running = running;
    }

    /** Last, because everything that is not there by then is refused. */
    void route(HttpRouting.Builder routing) {
        routing.get("/admin/v1/server", guarded((_, response) -> send(response, server())));
        routing.get(
                "/admin/v1/requests",
                guarded((_, response) -> send(response, AdminJson.requests(running.oldestFirst()))));
        routing.get("/admin/v1/usage", guarded((_, response) -> usage(response)));
        routing.get("/admin/v1/chores", guarded((_, response) -> send(response, AdminJson.chores(storage.chores()))));
        routing.get("/admin/v1/log-level", guarded((_, response) -> send(response, level())));
        routing.put("/admin/v1/log-level/{level}", guarded(this::logLevel));
        routing.any(
                (_, response) -> refuse(
                        response,
                        Status.NOT_FOUND_404,
                        "there are GET /health/live, /health/ready, /metrics, /admin/v1/server, /admin/v1/requests,"
                                + " /admin/v1/usage, /admin/v1/chores and /admin/v1/log-level, and PUT /admin/v1/log-level/LEVEL"));
    }

    private Handler guarded(Handler handler) {
        return (request, response) -> {
            if (token.isEmpty()) {
                refuse(response, Status.FORBIDDEN_403, "the admin API is off: set admin.token");
            } else if (!isAuthorised(request, token.get())) {
                refuse(response, Status.UNAUTHORIZED_401, "send the header Authorization: Bearer and the admin.token");
            } else {
                handler.handle(request, response);
            }
        };
    }

    private static boolean isAuthorised(ServerRequest request, String token) {
        String given = request.headers().first(HeaderNames.AUTHORIZATION).orElse("");
        return given.startsWith(BEARER)
                && MessageDigest.isEqual(given.substring(BEARER.length()).getBytes(UTF_8), token.getBytes(UTF_8));
    }

    private JsonObject server() {
        JsonObjectBuilder keys = Json.createObjectBuilder();
        configuration.shown().forEach(keys::add);
        return Json.createObjectBuilder()
                .add("version", Main.version())
                .add("java", Runtime.version().toString())
                .add("uptimeSeconds", (System.nanoTime() - began) / 1_000_000_000)
                .addAll(Json.createObjectBuilder(level()))
                .add("storage", AdminJson.measures(storage))
                .add("configuration", keys)
                .build();
    }

    private void logLevel(ServerRequest request, ServerResponse response) {
        Optional<Level> level = LogLevel.of(request.path().pathParameters().get("level"));
        if (level.isEmpty()) {
            refuse(response, Status.BAD_REQUEST_400, "allowed are " + String.join(", ", LogLevel.NAMES));
            return;
        }
        LogLevel.set(level.get());
        send(response, level());
    }

    private static JsonObject level() {
        return Json.createObjectBuilder().add("logLevel", LogLevel.name()).build();
    }

    private void usage(ServerResponse response) {
        storage.usage()
                .ifPresentOrElse(
                        usage -> send(response, AdminJson.usage(usage)),
                        () -> refuse(response, Status.NOT_IMPLEMENTED_501, "this storage does not count"));
    }

    private static void refuse(ServerResponse response, Status status, String why) {
        response.status(status);
        send(response, Json.createObjectBuilder().add("error", why).build());
    }

    private static void send(ServerResponse response, JsonObject json) {
        response.header(HeaderNames.CONTENT_TYPE, "application/json").send(json.toString());
    }
}
