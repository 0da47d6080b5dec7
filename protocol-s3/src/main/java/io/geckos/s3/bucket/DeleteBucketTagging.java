package io.geckos.s3.bucket;

import io.geckos.domain.BucketRepository;
import io.geckos.domain.BucketSetting;
import io.geckos.s3.call.Accepts;
import io.geckos.s3.call.Answer;
import io.geckos.s3.call.Call;
import io.geckos.s3.call.Operation;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketTagging.html">DeleteBucketTagging</a>. */
public final class DeleteBucketTagging implements Operation {
    private final BucketRepository buckets;

    public DeleteBucketTagging(BucketRepository buckets) {
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
