package io.geckos.s3.bucket;

import io.geckos.domain.BucketRepository;
import io.geckos.s3.api.S3Settings;
import io.geckos.s3.call.Accepts;
import io.geckos.s3.call.Answer;
import io.geckos.s3.call.Call;
import io.geckos.s3.call.Operation;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html">GetBucketLocation</a>. */
public final class GetBucketLocation implements Operation {
    private final BucketRepository buckets;
    private final S3Settings settings;

    public GetBucketLocation(BucketRepository buckets, S3Settings settings) {
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
        return Answer.of(200)
                .document(xml -> xml.root("LocationConstraint")
                        .text(Regions.constraint(settings))
                        .close());
    }
}
