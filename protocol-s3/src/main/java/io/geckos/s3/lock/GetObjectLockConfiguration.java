package io.geckos.s3.lock;

import io.geckos.domain.bucket.ObjectLock;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;

/**
 * <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectLockConfiguration.html">GetObjectLockConfiguration</a>.
 */
public final class GetObjectLockConfiguration implements S3Operation {
    @Override
    public SupportedParameters accepts() {
        return SupportedParameters.NOTHING;
    }

    @Override
    public S3Result answer(S3Call call) {
        ObjectLock lock = call.storedBucket()
                .lock()
                .orElseThrow(() -> new S3Exception(S3Error.ObjectLockConfigurationNotFoundError));
        return S3Result.of(200)
                .document(ObjectLockDocuments.CONFIGURATION.document().apply(lock));
    }
}
