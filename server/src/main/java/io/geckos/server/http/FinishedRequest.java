package io.geckos.server.http;

import io.geckos.s3.api.S3Request;
import io.geckos.s3.api.S3Response;
import java.time.Instant;
import java.util.Optional;

/**
 * A request that has ended, with the facts for the request log and the metrics.
 *
 * @param nanos the duration of the request
 * @param received the number of bytes of its body
 * @param sent the number of bytes of the answer's body
 * @param reason the reason why the request could not be read, for operators; empty if it was read
 */
public record FinishedRequest(
        Instant at,
        long nanos,
        S3Request request,
        int status,
        long received,
        long sent,
        S3Response.Facts facts,
        Optional<String> reason) {
    /** A request that was read and answered. */
    public FinishedRequest(
            Instant at, long nanos, S3Request request, int status, long received, long sent, S3Response.Facts facts) {
        this(at, nanos, request, status, received, sent, facts, Optional.empty());
    }

    /** A request that was cut off because the server stops. Its answer was not sent, or only in part. */
    public static FinishedRequest cut(InFlightRequests.Running running) {
        long nanos = System.nanoTime() - running.began();
        S3Response.Facts facts = S3Response.Facts.of(Optional.empty(), Optional.of("ServiceUnavailable"));
        return new FinishedRequest(
                running.at(),
                nanos,
                running.request(),
                503,
                running.received().getAsLong(),
                running.sent().getAsLong(),
                facts);
    }
}
