package io.geckos.domain;

import java.time.Instant;

/** A bucket and what the store must obey about it. */
public record Bucket(BucketName name, Instant created, Versioning versioning) {}
