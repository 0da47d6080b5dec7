package io.geckos.s3.access;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketCors.html">GetBucketCors</a>. */
public final class GetBucketCors implements S3Operation {
    private final BucketRepository buckets;

    public GetBucketCors(BucketRepository buckets) {
        this.buckets = buckets;
    }

    @Override
    public SupportedParameters accepts() {
        return SupportedParameters.NOTHING;
    }

    @Override
    public S3Result answer(S3Call call) {
        CorsConfiguration configuration = buckets.setting(call.bucket(), BucketSetting.CORS)
                .map(CorsConfiguration::of)
                .orElseThrow(() -> new S3Exception(S3Error.NoSuchCORSConfiguration)
                        .with("BucketName", call.bucket().value()));
        return S3Result.of(200).document(configuration);
    }
}
