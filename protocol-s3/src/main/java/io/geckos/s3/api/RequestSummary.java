package io.geckos.s3.api;

import java.util.Optional;

/** The operation, bucket and key of a request, as far as its head shows them. */
public record RequestSummary(Optional<String> operation, Optional<String> bucket, Optional<String> key) {}
