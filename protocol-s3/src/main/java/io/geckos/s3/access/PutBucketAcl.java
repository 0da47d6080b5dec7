package io.geckos.s3.access;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.s3.call.BucketOwnership;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAcl.html">PutBucketAcl</a>. */
public final class PutBucketAcl implements S3Operation {
    private static final SupportedParameters ACCEPTS = SupportedParameters.CHECKSUMS.and(AclHeaders.ACCEPTS);

    private final BucketRepository buckets;

    public PutBucketAcl(BucketRepository buckets) {
        this.buckets = buckets;
    }

    @Override
    public SupportedParameters accepts() {
        return ACCEPTS;
    }

    @Override
    public S3Result answer(S3Call call) {
        buckets.get(call.bucket());
        BucketOwnership ownership = BucketOwnership.of(call);
        AclRules.ofExisting(call, ownership, ownership.owner())
                .ifPresent(list -> buckets.putSetting(call.bucket(), BucketSetting.ACL, list.text()));
        return S3Result.of(200);
    }
}
