package io.geckos.s3.bucket;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.object.TagSet;
import io.geckos.s3.object.TagTarget;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.XmlReader;
import java.util.Map;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketTagging.html">GetBucketTagging</a>. */
public final class GetBucketTagging implements S3Operation {
    private final BucketRepository buckets;

    public GetBucketTagging(BucketRepository buckets) {
        this.buckets = buckets;
    }

    @Override
    public SupportedParameters accepts() {
        return SupportedParameters.NOTHING;
    }

    @Override
    public S3Result answer(S3Call call) {
        String document = buckets.setting(call.bucket(), BucketSetting.TAGGING)
                .orElseThrow(() -> new S3Exception(S3Error.NoSuchTagSet));
        Map<String, String> tags = XmlReader.readText(document, TagSet.parser(TagTarget.BUCKET));
        return S3Result.of(200).document(xml -> TagSet.write(xml, tags));
    }
}
