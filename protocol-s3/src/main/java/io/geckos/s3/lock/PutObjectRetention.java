package io.geckos.s3.lock;

import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectStore;
import io.geckos.domain.object.Retention;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import java.util.Map;
import java.util.Optional;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectRetention.html">PutObjectRetention</a>. */
public final class PutObjectRetention implements S3Operation {
    private static final SupportedParameters ACCEPTS = SupportedParameters.CHECKSUMS.query("versionId");

    private final ObjectStore objects;

    public PutObjectRetention(ObjectStore objects) {
        this.objects = objects;
    }

    @Override
    public SupportedParameters accepts() {
        return ACCEPTS;
    }

    @Override
    public Map<String, String> headersForPolicy(S3Call call) {
        return call.body()
                .document(ObjectLockDocuments.RETENTION)
                .map(ObjectLockHeaders::headers)
                .orElse(Map.of());
    }

    @Override
    public S3Result answer(S3Call call) {
        call.body().requireDigest();
        Optional<Retention> retention = call.body().document(ObjectLockDocuments.RETENTION);
        ObjectLockHeaders.requireLock(call);
        boolean bypass = call.access().bypassesGovernance();
        ObjectInfo info = objects.retain(call.object(), call.version(), retention, bypass);
        return S3Result.of(200).version(info.version());
    }
}
