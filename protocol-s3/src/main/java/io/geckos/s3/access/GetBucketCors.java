package io.geckos.s3.access;

import io.geckos.domain.BucketRepository;
import io.geckos.domain.BucketSetting;
import io.geckos.s3.call.Accepts;
import io.geckos.s3.call.Answer;
import io.geckos.s3.call.Call;
import io.geckos.s3.call.Operation;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketCors.html">GetBucketCors</a>. */
public final class GetBucketCors implements Operation {
    private final BucketRepository buckets;

    public GetBucketCors(BucketRepository buckets) {
        this.buckets = buckets;
    }

    @Override
    public Accepts accepts() {
        return Accepts.NOTHING;
    }

    @Override
    public Answer answer(Call call) {
        CorsConfiguration configuration = buckets.setting(call.bucket(), BucketSetting.CORS)
                .map(CorsConfiguration::of)
                .orElseThrow(() -> new S3Exception(S3Error.NoSuchCORSConfiguration)
                        .with("BucketName", call.bucket().value()));
        return Answer.of(200).document(configuration);
    }
}
