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

/**
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicyStatus.html">GetBucketPolicyStatus</a>.
 */
public final class GetBucketPolicyStatus implements S3Operation {
    private final BucketRepository buckets;
    private final BucketPolicyChecker policyChecker;

    public GetBucketPolicyStatus(BucketRepository buckets, BucketPolicyChecker policyChecker) {
        this.buckets = buckets;
        this.policyChecker = policyChecker;
    }

    @Override
    public SupportedParameters accepts() {
        return SupportedParameters.NOTHING;
    }

    @Override
    public S3Result answer(S3Call call) {
        String policy = buckets.setting(call.bucket(), BucketSetting.POLICY)
                .orElseThrow(() -> new S3Exception(S3Error.NoSuchBucketPolicy));
        boolean open = policyChecker.isPublic(call.bucket(), policy);
        return S3Result.of(200)
                .document(xml -> xml.root("PolicyStatus")
                        .element("IsPublic", String.valueOf(open))
                        .close());
    }
}
