package io.geckos.s3.lock;

import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectStore;
import io.geckos.domain.object.Protection.LegalHold;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import java.util.Map;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectLegalHold.html">PutObjectLegalHold</a>. */
public final class PutObjectLegalHold implements S3Operation {
    private static final SupportedParameters ACCEPTS = SupportedParameters.CHECKSUMS.query("versionId");

    private final ObjectStore objects;

    public PutObjectLegalHold(ObjectStore objects) {
        this.objects = objects;
    }

    @Override
    public SupportedParameters accepts() {
        return ACCEPTS;
    }

    @Override
    public Map<String, String> headersForPolicy(S3Call call) {
        return ObjectLockHeaders.headers(call.body().document(ObjectLockDocuments.LEGAL_HOLD));
    }

    @Override
    public S3Result answer(S3Call call) {
        call.body().requireDigest();
        LegalHold hold = call.body().document(ObjectLockDocuments.LEGAL_HOLD);
        ObjectLockHeaders.requireLock(call);
        ObjectInfo info = objects.hold(call.object(), call.version(), hold == LegalHold.ON);
        return S3Result.of(200).version(info.version());
    }
}
