package io.geckos.s3.call;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.security.AccessPolicy;
import io.geckos.s3.api.S3Settings;
import java.time.Duration;

/**
 * What the protocol was wired with, as operations need it.
 *
 * @param patience how long a client hears nothing of what takes long
 * @param hostId names this server in answers
 */
public record ServiceContext(
        S3Settings settings,
        AccessPolicy policy,
        Storage storage,
        UploadBufferPool buffers,
        Duration patience,
        String hostId) {}
