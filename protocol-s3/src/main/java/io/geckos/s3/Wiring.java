package io.geckos.s3;

import io.geckos.domain.AccessPolicy;
import io.geckos.domain.Storage;

/** What the protocol was wired with, as operations need it. */
record Wiring(S3Settings settings, AccessPolicy policy, Storage storage, Buffers buffers) {}
