package io.geckos.s3.tagging;

import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectStore;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectTagging.html">GetObjectTagging</a>. */
public final class GetObjectTagging implements S3Operation {
    private static final SupportedParameters ACCEPTS = SupportedParameters.NOTHING.query("versionId");

    private final ObjectStore objects;

    public GetObjectTagging(ObjectStore objects) {
        this.objects = objects;
    }

    @Override
    public SupportedParameters accepts() {
        return ACCEPTS;
    }

    @Override
    public S3Result answer(S3Call call) {
        ObjectInfo info = objects.stat(call.object(), call.version());
        return S3Result.of(200)
                .version(info.version())
                .document(TagSet.codec(TagTarget.OBJECT)
                        .document()
                        .apply(info.spec().tags()));
    }
}
