package io.geckos.s3.lock;

import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectStore;
import io.geckos.domain.object.Retention;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import java.util.Optional;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectRetention.html">GetObjectRetention</a>. */
public final class GetObjectRetention implements S3Operation {
    private static final SupportedParameters ACCEPTS = SupportedParameters.NOTHING.query("versionId");

    private final ObjectStore objects;

    public GetObjectRetention(ObjectStore objects) {
        this.objects = objects;
    }

    @Override
    public SupportedParameters accepts() {
        return ACCEPTS;
    }

    @Override
    public S3Result answer(S3Call call) {
        ObjectLockHeaders.requireLock(call);
        ObjectInfo info = objects.stat(call.object(), call.version());
        Optional<Retention> retention = info.spec().protection().retention();
        if (retention.isEmpty()) {
            throw new S3Exception(S3Error.NoSuchObjectLockConfiguration);
        }
        return S3Result.of(200)
                .version(info.version())
                .document(ObjectLockDocuments.RETENTION.document().apply(retention));
    }
}
