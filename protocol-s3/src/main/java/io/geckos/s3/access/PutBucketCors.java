package io.geckos.s3.access;

import io.geckos.domain.BucketRepository;
import io.geckos.domain.BucketSetting;
import io.geckos.s3.call.Accepts;
import io.geckos.s3.call.Answer;
import io.geckos.s3.call.Call;
import io.geckos.s3.call.Operation;
import io.geckos.s3.wire.XmlReader;
import io.geckos.s3.wire.XmlWriter;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html">PutBucketCors</a>. */
public final class PutBucketCors implements Operation {
    private static final long LIMIT = 64 * 1024;

    private final BucketRepository buckets;

    public PutBucketCors(BucketRepository buckets) {
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
