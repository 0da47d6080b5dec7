package io.geckos.s3.access;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.error.StorageException;
import io.geckos.s3.api.S3Request;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.routing.AddressParser;
import io.geckos.s3.routing.RequestTarget;
import io.geckos.s3.routing.ResourceType;
import io.geckos.s3.wire.DocumentCache;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Adds the CORS headers to answers for scripts of other origins, and answers preflight requests. A bucket without rules
 * of its own has those of the server. Safe for many threads.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html">CORS</a>
 */
public final class CorsFilter {
    /** The request headers on which an answer depends. */
    private static final Map<String, String> VARY =
            Map.of("Vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method");

    private final AddressParser addressing;
    private final BucketRepository buckets;
    private final Optional<CorsConfiguration> everywhere;

    private final DocumentCache<CorsConfiguration> parsed = new DocumentCache<>(CorsConfiguration.CODEC::read);

    /** Makes a filter that allows everything to {@code origins} in buckets without rules. */
    public CorsFilter(AddressParser addressing, BucketRepository buckets, List<String> origins) {
        this.addressing = addressing;
        this.buckets = buckets;
        this.everywhere = origins.isEmpty() ? Optional.empty() : Optional.of(CorsConfiguration.allowingAll(origins));
    }

    /**
     * The CORS headers for the answer to a request. {@code Vary} is always among them, even if the request has no
     * origin or no rule allows it. Without it, a cache could give this answer to a request of another origin.
     */
    public Map<String, String> headers(S3Request request) {
        Optional<CorsRequest> asked = CorsRequest.of(request);
        if (asked.isEmpty()) {
            return VARY;
        }
        Map<String, String> headers = new LinkedHashMap<>(VARY);
        try {
            configuration(target(request))
                    .flatMap(configuration -> configuration.allowing(asked.get()))
                    .ifPresent(rule -> headers.putAll(rule.headers(asked.get())));
        } catch (RuntimeException _) {
            // The answer is made already, and must be sent without these headers.
        }
        return headers;
    }

    /**
     * Answers a preflight request, by which a browser asks whether it may send a request. {@link #headers} add the
     * permission. Such a request has no credentials, so the answer reveals nothing but the rules.
     *
     * @throws S3Exception {@link S3Error#AccessForbidden} if no rule allows the request
     */
    public S3Result preflight(S3Request request) {
        CorsRequest asked = CorsRequest.of(request)
                .orElseThrow(() ->
                        new S3Exception(S3Error.BadRequest, "Insufficient information. Origin request header needed."));
        RequestTarget target = target(request);
        CorsConfiguration configuration;
        try {
            configuration = configuration(target)
                    .orElseThrow(() -> forbidden("CORS is not enabled for this bucket.", asked, ResourceType.BUCKET));
        } catch (StorageException.NoSuchBucket _) {
            throw forbidden("Bucket not found", asked, ResourceType.BUCKET);
        }
        String method = CorsRequest.methodAskedFor(request).orElse("null");
        if (!CorsConfiguration.METHODS.contains(method)) {
            throw new S3Exception(S3Error.BadRequest, "Invalid Access-Control-Request-Method: " + method);
        }
        if (configuration.allowing(asked).isEmpty()) {
            throw forbidden(
                    "This CORS request is not allowed. This is usually because the evalution of Origin, request method"
                            + " / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted"
                            + " by the resource's CORS spec.",
                    asked,
                    target.scope());
        }
        return S3Result.of(200);
    }

    private static S3Exception forbidden(String reason, CorsRequest asked, ResourceType scope) {
        return new S3Exception(S3Error.AccessForbidden, "CORSResponse: " + reason)
                .with("Method", asked.method())
                .with("ResourceType", scope.name());
    }

    private RequestTarget target(S3Request request) {
        return addressing.target(request.host(), request.rawPath());
    }

    /**
     * The rules for a target: those of its bucket, or else those of the server. Throws
     * {@link StorageException.NoSuchBucket} if the bucket is missing and the server has no rules.
     */
    private Optional<CorsConfiguration> configuration(RequestTarget target) {
        Optional<CorsConfiguration> own = Optional.empty();
        try {
            own = target.bucket()
                    .flatMap(bucket ->
                            Optional.ofNullable(buckets.settings(bucket).get(BucketSetting.CORS)))
                    .map(parsed::parse);
        } catch (StorageException.NoSuchBucket e) {
            if (everywhere.isEmpty()) {
                throw e;
            }
        }
        return own.or(() -> everywhere);
    }
}
