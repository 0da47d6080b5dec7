package io.geckos.s3.bucket;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.object.TagSet;
import io.geckos.s3.object.TagTarget;
import io.geckos.s3.wire.XmlReader;
import java.util.Map;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketTagging.html">PutBucketTagging</a>. */
public final class PutBucketTagging implements S3Operation {
    private final BucketRepository buckets;

    public PutBucketTagging(BucketRepository buckets) {
        this.buckets = buckets;
    }

    @Override
    public SupportedParameters accepts() {
        return SupportedParameters.CHECKSUMS;
    }

    @Override
    public S3Result answer(S3Call call) {
        Map<String, String> tags =
                call.document(TagSet.LIMIT, TagSet.parser(TagTarget.BUCKET)).orElseThrow(XmlReader::malformed);
        if (tags.isEmpty()) {
            buckets.removeSetting(call.bucket(), BucketSetting.TAGGING);
        } else {
            TagSet.store(buckets, call.bucket(), tags);
        }
        return S3Result.of(204);
    }
}
