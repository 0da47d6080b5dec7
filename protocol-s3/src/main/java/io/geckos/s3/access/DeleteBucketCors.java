package io.geckos.s3.access;

import io.geckos.domain.BucketRepository;
import io.geckos.domain.BucketSetting;
import io.geckos.s3.call.Accepts;
import io.geckos.s3.call.Answer;
import io.geckos.s3.call.Call;
import io.geckos.s3.call.Operation;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketCors.html">DeleteBucketCors</a>. */
public final class DeleteBucketCors implements Operation {
    private final BucketRepository buckets;

    public DeleteBucketCors(BucketRepository buckets) {
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
