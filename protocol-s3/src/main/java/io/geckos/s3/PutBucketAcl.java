package io.geckos.s3;

import io.geckos.domain.BucketRepository;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAcl.html">PutBucketAcl</a>. */
final class PutBucketAcl implements Operation {
    private static final Accepts ACCEPTS = Accepts.CHECKSUMS.headers(S3HeaderNames.ACL);

    private final BucketRepository buckets;
    private final S3Settings settings;

    PutBucketAcl(BucketRepository buckets, S3Settings settings) {
        this.buckets = buckets;
        this.settings = settings;
    }

    @Override
    public Accepts accepts() {
        return ACCEPTS;
    }

    @Override
    public Answer answer(Call call) {
        buckets.get(call.bucket());
        AccessControlList.checkWhole(call, settings.owner());
        return Answer.of(200);
    }
}
