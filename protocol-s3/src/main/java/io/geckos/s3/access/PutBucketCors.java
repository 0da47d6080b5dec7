package io.geckos.s3.access;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.wire.XmlReader;
import io.geckos.s3.wire.XmlWriter;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html">PutBucketCors</a>. */
public final class PutBucketCors implements S3Operation {
    private static final long LIMIT = 64 * 1024;

    private final BucketRepository buckets;

    public PutBucketCors(BucketRepository buckets) {
        this.buckets = buckets;
    }

    @Override
    public SupportedParameters accepts() {
        return SupportedParameters.CHECKSUMS;
    }

    @Override
    public S3Result answer(S3Call call) {
        call.requireVouchedBody();
        CorsConfiguration configuration =
                call.document(LIMIT, CorsConfiguration::parse).orElseThrow(XmlReader::malformed);
        buckets.putSetting(call.bucket(), BucketSetting.CORS, XmlWriter.text(configuration));
        return S3Result.of(200);
    }
}
