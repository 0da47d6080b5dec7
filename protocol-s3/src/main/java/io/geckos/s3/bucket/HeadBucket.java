package io.geckos.s3.bucket;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.s3.api.S3Settings;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html">HeadBucket</a>. */
public final class HeadBucket implements S3Operation {
    private final BucketRepository buckets;
    private final S3Settings settings;

    public HeadBucket(BucketRepository buckets, S3Settings settings) {
        this.buckets = buckets;
        this.settings = settings;
    }

    @Override
    public SupportedParameters accepts() {
        return SupportedParameters.NOTHING;
    }

    @Override
    public S3Result answer(S3Call call) {
        buckets.get(call.bucket());
        return S3Result.of(200)
                .header(BucketRegion.HEADER, BucketRegion.of(settings))
                .header("x-amz-access-point-alias", "false");
    }
}
