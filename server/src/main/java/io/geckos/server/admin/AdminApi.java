package io.geckos.server.admin;

import io.geckos.domain.engine.Storage;
import io.geckos.server.config.Configuration;
import io.geckos.server.process.LogLevel;
import io.geckos.server.process.ProductVersion;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import java.util.logging.Level;

/** The admin API: lets an operator look at the running server and change it. Answers are JSON. */
public final class AdminApi {
    private final Configuration configuration;
    private final AdminAccess access;
    private final Storage storage;
    private final Supplier<JsonObjectBuilder> facts;
    private final Instant started = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final long began = System.nanoTime();

    /** {@code facts} are further fields of the answer, which are known only once the server listens. */
    public AdminApi(
            Configuration configuration, AdminAccess access, Storage storage, Supplier<JsonObjectBuilder> facts) {
        this.configuration = configuration;
        this.access = access;
        this.storage = storage;
        this.facts = facts;
    }

    public void route(AdminRoutes routes) {
        add(routes, "GET", "server", _ -> AdminResponse.json(server()));
        add(routes, "GET", "usage", _ -> usage());
        add(routes, "GET", "log-level", _ -> AdminResponse.json(level()));
        add(routes, "PUT", "log-level/{level}", AdminApi::logLevel);
    }

    private void add(AdminRoutes routes, String method, String path, AdminRoutes.Operation operation) {
        routes.add(method, "/admin/v1/" + path, access.guard(operation));
    }

    private JsonObject server() {
        return Json.createObjectBuilder()
                .add("version", ProductVersion.text())
                .add("java", Runtime.version().toString())
                .add("uptimeSeconds", (System.nanoTime() - began) / 1_000_000_000)
                .addAll(Json.createObjectBuilder(level()))
                .add("started", started.toString())
                .addAll(facts.get())
                .add("storage", AdminJson.measures(storage))
                .add("configuration", AdminJson.configuration(configuration))
                .build();
    }

    private static AdminResponse logLevel(AdminRequest request) {
        Level level = LogLevel.of(request.parameter("level"))
                .orElseThrow(() -> new AdminRefusal(400, "allowed are " + String.join(", ", LogLevel.NAMES)));
        LogLevel.set(level);
        return AdminResponse.json(level());
    }

    private static JsonObject level() {
        return Json.createObjectBuilder().add("logLevel", LogLevel.name()).build();
    }

    private AdminResponse usage() {
        return storage.usage()
                .map(usage -> AdminResponse.json(AdminJson.usage(usage)))
                .orElseGet(() -> AdminResponse.refusal(501, "this storage does not count"));
    }
}
