package io.geckos.server.http;

import io.geckos.s3.api.S3Request;
import io.geckos.s3.api.S3Response;
import java.time.Instant;
import java.util.Optional;

/**
 * What is said of a request once it is over.
 *
 * @param nanos how long it took
 * @param received bytes of its body
 * @param sent bytes of the answer's body
 * @param reason why the request could not be read, in words for operators; empty for one that was
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
    /** One that was read and answered. */
    public FinishedRequest(
            Instant at, long nanos, S3Request request, int status, long received, long sent, S3Response.Facts facts) {
        this(at, nanos, request, status, received, sent, facts, Optional.empty());
    }

    /** One that was cut off because the server stops: it had no answer, or not all of it. */
    public static FinishedRequest cut(InFlightRequests.Running running) {
        long nanos = System.nanoTime() - running.began();
        S3Response.Facts facts =
                new S3Response.Facts(Optional.empty(), Optional.empty(), Optional.of("ServiceUnavailable"));
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
