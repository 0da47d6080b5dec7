package io.geckos.s3.api;

import java.util.Optional;

/** What a request asks for, each as far as it can be told from its head. */
public record RequestSummary(Optional<String> operation, Optional<String> bucket, Optional<String> key) {}
