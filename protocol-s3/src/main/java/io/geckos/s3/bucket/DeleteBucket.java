package io.geckos.s3.bucket;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.error.StorageException;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html">DeleteBucket</a>. */
public final class DeleteBucket implements S3Operation {
    private final BucketRepository buckets;

    public DeleteBucket(BucketRepository buckets) {
        this.buckets = buckets;
    }

    @Override
    public SupportedParameters accepts() {
        return SupportedParameters.NOTHING;
    }

    @Override
    public S3Result answer(S3Call call) {
        try {
            buckets.delete(call.bucket());
        } catch (StorageException.BucketNotEmpty e) {
            throw call.storedBucket().versioning() == VersioningStatus.UNVERSIONED ? e : versionsLeft();
        }
        return S3Result.of(204);
    }

    /** Clients that delete all objects they see wonder what is left. */
    private static S3Exception versionsLeft() {
        S3Error error = S3Error.BucketNotEmpty;
        return new S3Exception(error, error.message() + ". You must delete all versions in the bucket.");
    }
}
