package io.geckos.s3.access;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.security.AccessControlList;
import io.geckos.s3.call.BucketOwnership;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketAcl.html">GetBucketAcl</a>. */
public final class GetBucketAcl implements S3Operation {
    private final BucketRepository buckets;

    public GetBucketAcl(BucketRepository buckets) {
        this.buckets = buckets;
    }

    @Override
    public SupportedParameters accepts() {
        return SupportedParameters.NOTHING;
    }

    @Override
    public S3Result answer(S3Call call) {
        buckets.get(call.bucket());
        BucketOwnership ownership = BucketOwnership.of(call);
        AccessControlList list = buckets.setting(call.bucket(), BucketSetting.ACL)
                .filter(_ -> ownership.hasLists())
                .map(AccessControlList::parse)
                .orElseGet(() -> AccessControlList.ofOwner(ownership.owner()));
        return S3Result.of(200).document(new AclDocument(list));
    }
}
