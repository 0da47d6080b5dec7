package io.geckos.s3.bucket;

import io.geckos.domain.BucketRepository;
import io.geckos.domain.BucketSetting;
import io.geckos.s3.call.Accepts;
import io.geckos.s3.call.Answer;
import io.geckos.s3.call.Call;
import io.geckos.s3.call.Operation;
import io.geckos.s3.object.TagTarget;
import io.geckos.s3.object.Tags;
import io.geckos.s3.wire.XmlReader;
import java.util.Map;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketTagging.html">PutBucketTagging</a>. */
public final class PutBucketTagging implements Operation {
    private final BucketRepository buckets;

    public PutBucketTagging(BucketRepository buckets) {
        this.buckets = buckets;
    }

    @Override
    public Accepts accepts() {
        return Accepts.CHECKSUMS;
    }

    @Override
    public Answer answer(Call call) {
        Map<String, String> tags =
                call.document(Tags.LIMIT, Tags.parser(TagTarget.BUCKET)).orElseThrow(XmlReader::malformed);
        if (tags.isEmpty()) {
            buckets.removeSetting(call.bucket(), BucketSetting.TAGGING);
        } else {
            Tags.store(buckets, call.bucket(), tags);
        }
        return Answer.of(204);
    }
}
