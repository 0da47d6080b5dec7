package io.geckos.s3;

import io.geckos.domain.BucketRepository;
import io.geckos.domain.BucketSetting;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketTagging.html">DeleteBucketTagging</a>. */
final class DeleteBucketTagging implements Operation {
    private final BucketRepository buckets;

    DeleteBucketTagging(BucketRepository buckets) {
        this.buckets = buckets;
    }

    @Override
    public Accepts accepts() {
        return Accepts.NOTHING;
    }

    @Override
    public Answer answer(Call call) {
        buckets.removeSetting(call.bucket(), BucketSetting.TAGGING);
        return Answer.of(204);
    }
}
