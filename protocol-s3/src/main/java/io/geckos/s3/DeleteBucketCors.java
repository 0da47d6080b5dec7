package io.geckos.s3;

import io.geckos.domain.BucketRepository;
import io.geckos.domain.BucketSetting;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketCors.html">DeleteBucketCors</a>. */
final class DeleteBucketCors implements Operation {
    private final BucketRepository buckets;

    DeleteBucketCors(BucketRepository buckets) {
        this.buckets = buckets;
    }

    @Override
    public Accepts accepts() {
        return Accepts.NOTHING;
    }

    @Override
    public Answer answer(Call call) {
        buckets.removeSetting(call.bucket(), BucketSetting.CORS);
        return Answer.of(204);
    }
}
