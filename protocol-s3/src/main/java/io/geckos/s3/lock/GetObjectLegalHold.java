package io.geckos.s3.lock;

import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectStore;
import io.geckos.domain.object.Protection.LegalHold;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectLegalHold.html">GetObjectLegalHold</a>. */
public final class GetObjectLegalHold implements S3Operation {
    private static final SupportedParameters ACCEPTS = SupportedParameters.NOTHING.query("versionId");

    private final ObjectStore objects;

    public GetObjectLegalHold(ObjectStore objects) {
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
        LegalHold hold = info.spec()
                .protection()
                .hold()
                .orElseThrow(() -> new S3Exception(S3Error.NoSuchObjectLockConfiguration));
        return S3Result.of(200)
                .version(info.version())
                .document(ObjectLockDocuments.LEGAL_HOLD.document().apply(hold));
    }
}
