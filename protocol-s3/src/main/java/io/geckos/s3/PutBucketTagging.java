package io.geckos.s3;

import io.geckos.domain.BucketRepository;
import io.geckos.domain.BucketSetting;
import java.util.Map;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketTagging.html">PutBucketTagging</a>. */
final class PutBucketTagging implements Operation {
    private final BucketRepository buckets;

    PutBucketTagging(BucketRepository buckets) {
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
