package io.geckos.s3.access;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.bucket.PublicAccessBlock;
import io.geckos.domain.security.BucketPolicyChecker;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html">PutBucketPolicy</a>. */
public final class PutBucketPolicy implements S3Operation {
    /**
     * Confirms a policy that removes the caller's own right to change it. Such a policy is accepted without it too, because
     * the root of the account always keeps that right.
     */
    private static final String CONFIRM = "x-amz-confirm-remove-self-bucket-access";

    private static final SupportedParameters ACCEPTS = SupportedParameters.CHECKSUMS.headers(CONFIRM);
    private static final int LIMIT = 64 * 1024;

    private final BucketRepository buckets;
    private final BucketPolicyChecker checker;

    public PutBucketPolicy(BucketRepository buckets, BucketPolicyChecker checker) {
        this.buckets = buckets;
        this.checker = checker;
    }

    @Override
    public SupportedParameters accepts() {
        return ACCEPTS;
    }

    private static S3Exception tooLong() {
        return new S3Exception(S3Error.MalformedPolicy, "The policy has more than " + LIMIT + " bytes.");
    }

    @Override
    public S3Result answer(S3Call call) {
        String policy = call.body().text(LIMIT, PutBucketPolicy::tooLong);
        buckets.get(call.bucket());
        String stored = checker.toStored(call.bucket(), policy);
        boolean blocked = buckets.setting(call.bucket(), BucketSetting.PUBLIC_ACCESS_BLOCK)
                .map(PublicAccessBlock::parse)
                .filter(PublicAccessBlock::blockPublicPolicy)
                .isPresent();
        if (blocked && checker.isPublic(call.bucket(), policy)) {
            throw new S3Exception(
                    S3Error.AccessDenied,
                    "Access Denied because public policies are blocked by the BlockPublicPolicy block public access"
                            + " setting.");
        }
        buckets.putSetting(call.bucket(), BucketSetting.POLICY, stored);
        return S3Result.of(204);
    }
}
