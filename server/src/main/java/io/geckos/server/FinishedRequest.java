package io.geckos.server;

import io.geckos.s3.S3Request;
import io.geckos.s3.S3Response;
import java.time.Instant;

/**
 * What is said of a request once it is over.
 *
 * @param nanos how long it took
 * @param received bytes of its body
 * @param sent bytes of the answer's body
 */
record FinishedRequest(
        Instant at, long nanos, S3Request request, int status, long received, long sent, S3Response.Facts facts) {}
