package io.geckos.s3.object;

import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.WriteCondition;
import io.geckos.s3.body.RequestBodyUpload;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.call.WriteConditionHeaders;
import io.geckos.s3.encryption.Encryption;
import io.geckos.s3.encryption.EncryptionKey;
import io.geckos.s3.lock.ObjectLockHeaders;
import java.util.Optional;
import java.util.Set;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html">PutObject</a>. */
public final class PutObject implements S3Operation {
    private static final SupportedParameters ACCEPTS = ObjectRequestHeaders.ACCEPTS.and(SupportedParameters.CHECKSUMS);

    private final Encryption encryption;

    public PutObject(Encryption encryption) {
        this.encryption = encryption;
    }

    @Override
    public SupportedParameters accepts() {
        return ACCEPTS;
    }

    @Override
    public S3Result answer(S3Call call) {
        if (ObjectLockHeaders.isPresentIn(call.headers())) {
            call.body().requireDigest();
        }
        ObjectSpec spec = ObjectRequestHeaders.spec(call);
        Optional<EncryptionKey> key = encryption.keyFor(call);
        WriteCondition condition = WriteConditionHeaders.of(call);
        RequestBodyUpload upload = call.body().upload(Set.of());
        upload.addDefaultChecksum(call.defaultChecksum());
        ObjectInfo info = encryption.put(call, spec, upload, key, condition);
        return ObjectResponseHeaders.written(S3Result.of(200), call, info);
    }
}
