package io.geckos.s3.access;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.bucket.ObjectOwnership;
import io.geckos.domain.security.AccessControlList;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;

/**
 * <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketOwnershipControls.html">PutBucketOwnershipControls</a>.
 */
public final class PutBucketOwnershipControls implements S3Operation {
    private final BucketRepository buckets;

    public PutBucketOwnershipControls(BucketRepository buckets) {
        this.buckets = buckets;
    }

    @Override
    public SupportedParameters accepts() {
        return SupportedParameters.CHECKSUMS;
    }

    @Override
    public S3Result answer(S3Call call) {
        ObjectOwnership ownership = call.body().document(OwnershipDocument.CODEC);
        boolean shared = buckets.setting(call.bucket(), BucketSetting.ACL)
                .map(AccessControlList::parse)
                .filter(list -> !list.equals(AccessControlList.ofOwner(list.owner())))
                .isPresent();
        if (shared && ownership == ObjectOwnership.BUCKET_OWNER_ENFORCED) {
            throw new S3Exception(S3Error.InvalidBucketAclWithObjectOwnership);
        }
        buckets.putSetting(call.bucket(), BucketSetting.OWNERSHIP, ownership.text());
        return S3Result.of(200);
    }
}
