package io.geckos.server.admin;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer of the second listener. */
public record AdminResponse(int status, Map<String, String> headers, String body) {
    private static final String CONTENT_TYPE = "content-type";

    static AdminResponse text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text);
    }

    static AdminResponse json(JsonObject json) {
        return of(200, "application/json", json.toString());
    }

    public static AdminResponse of(int status, String contentType, String body) {
        return new AdminResponse(status, Map.of(CONTENT_TYPE, contentType), body);
    }

    /** An error answer, with the reason in JSON. */
    static AdminResponse refusal(int status, String why) {
        return of(
                status,
                "application/json",
                Json.createObjectBuilder().add("error", why).build().toString());
    }

    AdminResponse with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new AdminResponse(status, all, body);
    }
}
