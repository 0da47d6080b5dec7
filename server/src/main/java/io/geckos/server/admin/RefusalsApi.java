package io.geckos.server.admin;

import io.geckos.access.DenialLog;
import io.geckos.access.DeniedRequest;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;

/** Tells an operator why requests were refused for lack of a permission. */
public final class RefusalsApi {
    private static final String PATH = "/admin/v1/refusals";
    private static final int USUAL_LIMIT = 100;

    private final DenialLog denials;

    public RefusalsApi(DenialLog denials) {
        this.denials = denials;
    }

    public void route(AdminRoutes routes, AdminAccess access) {
        routes.add("GET", PATH, access.guard(this::list)).add("GET", PATH + "/{request}", access.guard(this::find));
    }

    private AdminResponse list(AdminRequest request) {
        int limit = request.optional("limit").map(RefusalsApi::limit).orElse(USUAL_LIMIT);
        Optional<String> user = request.optional("user");
        JsonArrayBuilder refusals = Json.createArrayBuilder();
        denials.latestFirst().stream()
                .filter(denied -> user.isEmpty() || user.get().equals(denied.user()))
                .limit(limit)
                .forEach(denied -> refusals.add(json(denied)));
        return AdminResponse.json(
                Json.createObjectBuilder().add("refusals", refusals).build());
    }

    private static int limit(String text) {
        int most = 2 * DenialLog.MAX_REQUESTS;
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= most) {
                return limit;
            }
        } catch (NumberFormatException _) {
            // Refused below.
        }
        throw new AdminRefusal(400, "limit is " + text + "; it must be 1 to " + most);
    }

    private AdminResponse find(AdminRequest request) {
        String id = request.parameter("request");
        return denials.find(id)
                .map(denied -> AdminResponse.json(json(denied).build()))
                .orElseThrow(() -> new AdminRefusal(
                        404,
                        "no permission was denied to request " + id + " lately; the last " + DenialLog.MAX_REQUESTS
                                + " requests with credentials and without are known, and those that were refused for"
                                + " another reason are in the request log only"));
    }

    private static JsonObjectBuilder json(DeniedRequest denied) {
        JsonArrayBuilder denials = Json.createArrayBuilder();
        denied.denials()
                .forEach(denial -> denials.add(Json.createObjectBuilder()
                        .add("action", denial.action())
                        .add("resource", denial.resource())
                        .add("reason", denial.reason())));
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("request", denied.id())
                .add("time", denied.at().toString())
                .add("user", denied.user());
        if (!denied.account().isEmpty()) {
            json.add("account", denied.account());
        }
        denied.accessKeyId().ifPresent(id -> json.add("accessKey", id));
        return json.add("operation", denied.operation()).add("denied", denials).add("more", denied.more());
    }
}
