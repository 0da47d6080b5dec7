package io.geckos.s3.tagging;

import io.geckos.domain.object.ObjectStore;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.wire.XmlCodec;
import java.util.Map;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectTagging.html">PutObjectTagging</a>. */
public final class PutObjectTagging implements S3Operation {
    private static final XmlCodec<Map<String, String>> TAGS = TagSet.codec(TagTarget.OBJECT);
    private static final SupportedParameters ACCEPTS = SupportedParameters.CHECKSUMS.query("versionId");

    private final ObjectStore objects;

    public PutObjectTagging(ObjectStore objects) {
        this.objects = objects;
    }

    @Override
    public SupportedParameters accepts() {
        return ACCEPTS;
    }

    @Override
    public Map<String, String> headersForPolicy(S3Call call) {
        return Map.of(TagSet.HEADER, TagSet.header(tags(call)));
    }

    @Override
    public S3Result answer(S3Call call) {
        return S3Result.of(200)
                .version(
                        objects.retag(call.object(), call.version(), tags(call)).version());
    }

    private static Map<String, String> tags(S3Call call) {
        call.body().requirePresent();
        return call.body().document(TAGS);
    }
}
