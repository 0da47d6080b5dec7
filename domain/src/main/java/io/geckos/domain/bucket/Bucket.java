package io.geckos.domain.bucket;

import io.geckos.domain.name.BucketName;
import java.time.Instant;

/** A bucket and what the store must obey about it. */
public record Bucket(BucketName name, Instant created, VersioningStatus versioning) {}
