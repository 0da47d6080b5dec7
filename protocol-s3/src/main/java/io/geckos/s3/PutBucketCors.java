package io.geckos.s3;

import io.geckos.domain.BucketRepository;
import io.geckos.domain.BucketSetting;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html">PutBucketCors</a>. */
final class PutBucketCors implements Operation {
    private static final long LIMIT = 64 * 1024;

    private final BucketRepository buckets;

    PutBucketCors(BucketRepository buckets) {
        this.buckets = buckets;
    }

    @Override
    public Accepts accepts() {
        return Accepts.CHECKSUMS;
    }

    @Override
    public Answer answer(Call call) {
        call.requireVouchedBody();
        CorsConfiguration configuration =
                call.document(LIMIT, CorsConfiguration::parse).orElseThrow(XmlReader::malformed);
        buckets.putSetting(call.bucket(), BucketSetting.CORS, XmlWriter.text(configuration));
        return Answer.of(200);
    }
}
