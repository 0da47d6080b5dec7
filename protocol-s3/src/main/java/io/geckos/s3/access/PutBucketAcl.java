package io.geckos.s3.access;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.s3.api.S3Settings;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.wire.S3HeaderNames;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAcl.html">PutBucketAcl</a>. */
public final class PutBucketAcl implements S3Operation {
    private static final SupportedParameters ACCEPTS = SupportedParameters.CHECKSUMS.headers(S3HeaderNames.ACL);

    private final BucketRepository buckets;
    private final S3Settings settings;

    public PutBucketAcl(BucketRepository buckets, S3Settings settings) {
        this.buckets = buckets;
        this.settings = settings;
    }

    @Override
    public SupportedParameters accepts() {
        return ACCEPTS;
    }

    @Override
    public S3Result answer(S3Call call) {
        buckets.get(call.bucket());
        AccessControlList.checkWhole(call, settings.owner());
        return S3Result.of(200);
    }
}
