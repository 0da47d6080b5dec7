package io.geckos.s3.bucket;

import io.geckos.domain.BucketRepository;
import io.geckos.s3.api.S3Settings;
import io.geckos.s3.call.Accepts;
import io.geckos.s3.call.Answer;
import io.geckos.s3.call.Call;
import io.geckos.s3.call.Operation;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html">HeadBucket</a>. */
public final class HeadBucket implements Operation {
    private final BucketRepository buckets;
    private final S3Settings settings;

    public HeadBucket(BucketRepository buckets, S3Settings settings) {
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
        return Answer.of(200).header(Regions.HEADER, Regions.of(settings)).header("x-amz-access-point-alias", "false");
    }
}
