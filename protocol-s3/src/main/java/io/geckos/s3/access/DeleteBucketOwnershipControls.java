package io.geckos.s3.access;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;

/**
 * <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketOwnershipControls.html">DeleteBucketOwnershipControls</a>.
 * Afterwards access control lists count, as they did before there was this setting.
 */
public final class DeleteBucketOwnershipControls implements S3Operation {
    private final BucketRepository buckets;

    public DeleteBucketOwnershipControls(BucketRepository buckets) {
        this.buckets = buckets;
    }

    @Override
    public SupportedParameters accepts() {
        return SupportedParameters.NOTHING;
    }

    @Override
    public S3Result answer(S3Call call) {
        // Without the setting the default would count.
        buckets.putSetting(call.bucket(), BucketSetting.OWNERSHIP, "");
        return S3Result.of(204);
    }
}
