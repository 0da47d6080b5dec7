package io.geckos.s3.lock;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.ObjectLock;
import io.geckos.domain.error.StorageException;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;

/**
 * <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectLockConfiguration.html">PutObjectLockConfiguration</a>.
 */
public final class PutObjectLockConfiguration implements S3Operation {
    private final BucketRepository buckets;

    public PutObjectLockConfiguration(BucketRepository buckets) {
        this.buckets = buckets;
    }

    @Override
    public SupportedParameters accepts() {
        return SupportedParameters.CHECKSUMS;
    }

    @Override
    public S3Result answer(S3Call call) {
        call.body().requireDigest();
        call.body().requirePresent();
        ObjectLock lock = call.body().document(ObjectLockDocuments.CONFIGURATION);
        try {
            buckets.setLock(call.bucket(), lock);
        } catch (StorageException.WrongState _) {
            throw new S3Exception(
                    S3Error.InvalidBucketState,
                    "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration");
        }
        return S3Result.of(200);
    }
}
