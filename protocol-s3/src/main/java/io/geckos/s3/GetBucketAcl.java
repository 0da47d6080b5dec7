package io.geckos.s3;

import io.geckos.domain.BucketRepository;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketAcl.html">GetBucketAcl</a>. */
final class GetBucketAcl implements Operation {
    private final BucketRepository buckets;
    private final S3Settings settings;

    GetBucketAcl(BucketRepository buckets, S3Settings settings) {
        this.buckets = buckets;
        this.settings = settings;
    }

    @Override
    public Accepts accepts() {
        return Accepts.NOTHING;
    }

    @Override
    public Answer answer(Call call) {
        buckets.get(call.bucket());
        return Answer.of(200).document(new AccessControlList(settings.owner()));
    }
}
