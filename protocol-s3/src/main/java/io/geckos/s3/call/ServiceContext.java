package io.geckos.s3.call;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.security.AccessPolicy;
import io.geckos.s3.api.S3Settings;
import io.geckos.s3.body.UploadBufferPool;
import java.time.Duration;

/**
 * The ports and settings of the protocol, for the operations.
 *
 * @param patience the time after which a slow operation begins to answer
 * @param hostId the id of this server in answers
 */
public record ServiceContext(
        S3Settings settings,
        AccessPolicy policy,
        Storage storage,
        UploadBufferPool buffers,
        Duration patience,
        String hostId) {}
