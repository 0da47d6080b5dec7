package io.geckos.it.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.signer.RequestToSign;
import io.geckos.signer.V4Signer;
import java.time.Instant;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Signs a {@link WireRequest}, over its target as given, so a target is written in its canonical encoding. The methods
 * {@code by}, {@code at} and {@code in} make signers that are wrong in one thing.
 */
public record WireSigner(String accessKey, String secretKey, Instant time, String region, String service) {
    private static final Set<String> SIGNED = Set.of(
            "host",
            "content-md5",
            "content-disposition",
            "content-encoding",
            "content-language",
            "cache-control",
            "expires");

    public static WireSigner now() {
        return new WireSigner(WireRequest.ACCESS_KEY, WireRequest.SECRET_KEY, Instant.now(), "us-east-1", "s3");
    }

    public WireSigner by(String otherAccessKey, String otherSecretKey) {
        return new WireSigner(otherAccessKey, otherSecretKey, time, region, service);
    }

    public WireSigner at(Instant otherTime) {
        return new WireSigner(accessKey, secretKey, otherTime, region, service);
    }

    public WireSigner in(String otherRegion, String otherService) {
        return new WireSigner(accessKey, secretKey, time, otherRegion, otherService);
    }

    public String stamp() {
        return V4Signer.formatTime(time);
    }

    /** Signs in the header, over all headers that have to be signed. */
    public WireRequest sign(WireRequest request) {
        request.header("x-amz-date", stamp()).header("x-amz-content-sha256", request.payload());
        RequestToSign parts = parts(request, RequestToSign.canonicalQuery(request.query()), request.payload());
        return request.header("authorization", signer().authorization(parts, time));
    }

    /**
     * The same request, signed in its query over the same headers. Without a header that says otherwise its payload is not
     * signed.
     */
    public WireRequest presign(WireRequest request, String expires) {
        String payload = request.headers().getOrDefault("x-amz-content-sha256", V4Signer.UNSIGNED_PAYLOAD);
        String query = signer().presign(parts(request, request.query(), payload), expires, time);
        return request.to(request.path() + "?" + query);
    }

    /** The signature of a chunk that follows one with the signature {@code previous}. */
    public String chunk(String previous, String data) {
        return signer().chunkSignature(previous, data.getBytes(UTF_8), time);
    }

    private V4Signer signer() {
        return new V4Signer(accessKey, secretKey, region, service);
    }

    private static RequestToSign parts(WireRequest request, String query, String payload) {
        SortedMap<String, String> headers = new TreeMap<>(request.headers());
        headers.keySet().removeIf(name -> !SIGNED.contains(name) && !name.startsWith("x-amz-"));
        return new RequestToSign(request.method(), request.path(), query, headers, payload);
    }
}
