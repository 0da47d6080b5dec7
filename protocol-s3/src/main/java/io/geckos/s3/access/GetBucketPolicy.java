package io.geckos.s3.access;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.security.BucketPolicyChecker;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicy.html">GetBucketPolicy</a>. */
public final class GetBucketPolicy implements S3Operation {
    private final BucketRepository buckets;
    private final BucketPolicyChecker checker;

    public GetBucketPolicy(BucketRepository buckets, BucketPolicyChecker checker) {
        this.buckets = buckets;
        this.checker = checker;
    }

    @Override
    public SupportedParameters accepts() {
        return SupportedParameters.NOTHING;
    }

    @Override
    public S3Result answer(S3Call call) {
        String policy = buckets.setting(call.bucket(), BucketSetting.POLICY)
                .orElseThrow(() -> new S3Exception(S3Error.NoSuchBucketPolicy));
        return S3Result.of(200).text("application/json", checker.toShown(call.bucket(), policy));
    }
}
