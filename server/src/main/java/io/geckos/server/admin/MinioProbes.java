package io.geckos.server.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.s3.api.S3Request;
import io.geckos.s3.api.S3Response;
import jakarta.json.Json;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Answers requests that programs made for MinIO send besides S3: health checks and the admin API. They go to the port
 * of S3, where any path can be that of an object. So only requests are answered here that S3 could not serve to a
 * client that signs; see ADR 18.
 */
public final class MinioProbes {
    private static final String HEALTH = "/minio/health/";

    /** A credential with an empty region. MinIO's clients sign their admin requests so. */
    private static final Pattern NO_REGION =
            Pattern.compile("\\bCredential=[^,\\s]+/\\d{8}//[a-z0-9-]+/aws4_request\\b");

    private static final String NOT_HERE =
            "This is geckos3, which does not have MinIO's admin API. Its own is on another"
                    + " port, by default 127.0.0.1:9001: see admin.listen in its documentation.";

    private final Map<String, Supplier<AdminResponse>> health = new LinkedHashMap<>();

    public MinioProbes(HealthEndpoint health) {
        this.health.put(HEALTH + "live", health::live);
        this.health.put(HEALTH + "ready", health::ready);
        this.health.put(HEALTH + "cluster", health::ready);
        this.health.put(HEALTH + "cluster/read", health::ready);
    }

    /** Adds the probes to the second listener, where no object can have their paths. */
    public void route(AdminRoutes routes) {
        health.forEach((path, answer) -> routes.add("GET", path, _ -> answer.get()));
        for (String method : List.of("GET", "PUT", "POST", "DELETE")) {
            routes.add(method, "/minio/*", _ -> AdminResponse.refusal(501, NOT_HERE));
        }
    }

    /** The answer to a request of MinIO's own API; empty for a request of S3. */
    public Optional<S3Response> answer(S3Request request) {
        List<String> signed = request.headers().getOrDefault("authorization", List.of());
        if (!request.rawPath().startsWith("/minio/")) {
            return Optional.empty();
        }
        if (signed.stream().anyMatch(value -> NO_REGION.matcher(value).find())) {
            return Optional.of(notImplemented(request));
        }
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        return Optional.ofNullable(health.get(request.rawPath()))
                .filter(_ -> reads && signed.isEmpty() && request.rawQuery().isEmpty())
                .map(answer -> response(request, answer.get(), Optional.of("Health"), Optional.empty()));
    }

    /** A 501 in the form of MinIO's errors, so that its clients show the message. */
    private static S3Response notImplemented(S3Request request) {
        String error = "NotImplemented";
        String body = Json.createObjectBuilder()
                .add("Code", error)
                .add("Message", NOT_HERE)
                .add("Resource", request.rawPath())
                .add("RequestId", request.id())
                .build()
                .toString();
        return response(request, AdminResponse.of(501, "application/json", body), Optional.empty(), Optional.of(error));
    }

    private static S3Response response(
            S3Request request, AdminResponse answer, Optional<String> operation, Optional<String> error) {
        byte[] bytes = answer.body().getBytes(UTF_8);
        boolean head = request.method().equals("HEAD");
        Map<String, String> headers = new LinkedHashMap<>(answer.headers());
        headers.put("x-amz-request-id", request.id());
        if (head) {
            headers.put("content-length", String.valueOf(bytes.length));
        }
        return new S3Response(
                answer.status(),
                headers,
                head ? new S3Response.Body.Empty() : new S3Response.Body.Bytes(ByteBuffer.wrap(bytes)),
                S3Response.Facts.of(operation, error));
    }
}
