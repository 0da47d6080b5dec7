package io.geckos.s3;

import io.geckos.domain.ObjectInfo;
import io.geckos.domain.ObjectStore;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectAcl.html">PutObjectAcl</a>. */
final class PutObjectAcl implements Operation {
    private static final Accepts ACCEPTS = Accepts.CHECKSUMS.query("versionId").headers(S3HeaderNames.ACL);

    private final ObjectStore objects;
    private final S3Settings settings;

    PutObjectAcl(ObjectStore objects, S3Settings settings) {
        this.objects = objects;
        this.settings = settings;
    }

    @Override
    public Accepts accepts() {
        return ACCEPTS;
    }

    @Override
    public Answer answer(Call call) {
        ObjectInfo info = objects.stat(call.object(), call.version());
        AccessControlList.checkWhole(call, settings.owner());
        return ObjectAnswers.version(Answer.of(200), info);
    }
}
