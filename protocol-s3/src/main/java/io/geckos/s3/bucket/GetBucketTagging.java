package io.geckos.s3.bucket;

import io.geckos.domain.BucketRepository;
import io.geckos.domain.BucketSetting;
import io.geckos.s3.call.Accepts;
import io.geckos.s3.call.Answer;
import io.geckos.s3.call.Call;
import io.geckos.s3.call.Operation;
import io.geckos.s3.object.TagTarget;
import io.geckos.s3.object.Tags;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.XmlReader;
import java.util.Map;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketTagging.html">GetBucketTagging</a>. */
public final class GetBucketTagging implements Operation {
    private final BucketRepository buckets;

    public GetBucketTagging(BucketRepository buckets) {
        this.buckets = buckets;
    }

    @Override
    public Accepts accepts() {
        return Accepts.NOTHING;
    }

    @Override
    public Answer answer(Call call) {
        String document = buckets.setting(call.bucket(), BucketSetting.TAGGING)
                .orElseThrow(() -> new S3Exception(S3Error.NoSuchTagSet));
        Map<String, String> tags = XmlReader.readText(document, Tags.parser(TagTarget.BUCKET));
        return Answer.of(200).document(xml -> Tags.write(xml, tags));
    }
}
