package io.geckos.s3.access;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.bucket.ObjectOwnership;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;

/**
 * <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketOwnershipControls.html">GetBucketOwnershipControls</a>.
 */
public final class GetBucketOwnershipControls implements S3Operation {
    private final BucketRepository buckets;

    public GetBucketOwnershipControls(BucketRepository buckets) {
        this.buckets = buckets;
    }

    @Override
    public SupportedParameters accepts() {
        return SupportedParameters.NOTHING;
    }

    @Override
    public S3Result answer(S3Call call) {
        String text = buckets.setting(call.bucket(), BucketSetting.OWNERSHIP)
                .orElse(call.settings().ownership().text());
        ObjectOwnership ownership =
                ObjectOwnership.named(text).orElseThrow(() -> new S3Exception(S3Error.OwnershipControlsNotFoundError));
        return S3Result.of(200).document(OwnershipDocument.CODEC.document().apply(ownership));
    }
}
