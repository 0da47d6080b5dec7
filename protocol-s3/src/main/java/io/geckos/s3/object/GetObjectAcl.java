package io.geckos.s3.object;

import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectStore;
import io.geckos.s3.access.AccessControlList;
import io.geckos.s3.api.S3Settings;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAcl.html">GetObjectAcl</a>. */
public final class GetObjectAcl implements S3Operation {
    private static final SupportedParameters ACCEPTS = SupportedParameters.NOTHING.query("versionId");

    private final ObjectStore objects;
    private final S3Settings settings;

    public GetObjectAcl(ObjectStore objects, S3Settings settings) {
        this.objects = objects;
        this.settings = settings;
    }

    @Override
    public SupportedParameters accepts() {
        return ACCEPTS;
    }

    @Override
    public S3Result answer(S3Call call) {
        ObjectInfo info = objects.stat(call.object(), call.version());
        return S3Result.of(200).version(info.version()).document(new AccessControlList(settings.owner()));
    }
}
