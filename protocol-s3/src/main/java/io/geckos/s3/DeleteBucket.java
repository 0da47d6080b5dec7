package io.geckos.s3;

import io.geckos.domain.BucketRepository;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html">DeleteBucket</a>. */
final class DeleteBucket implements Operation {
    private final BucketRepository buckets;

    DeleteBucket(BucketRepository buckets) {
        this.buckets = buckets;
    }

    @Override
    public Accepts accepts() {
        return Accepts.NOTHING;
    }

    @Override
    public Answer answer(Call call) {
        buckets.delete(call.bucket());
        return Answer.of(204);
    }
}
