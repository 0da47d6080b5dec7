package io.geckos.s3;

import io.geckos.domain.ObjectInfo;
import io.geckos.domain.ObjectStore;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectAcl.html">PutObjectAcl</a>. */
final class PutObjectAcl implements Operation {
    private static final Accepts ACCEPTS = Accepts.CHECKSUMS.query("versionId").headers(AccessControlList.HEADER);

    private final ObjectStore objects;

    PutObjectAcl(ObjectStore objects) {
        this.objects = objects;
    }

    @Override
    public Accepts accepts() {
        return ACCEPTS;
    }

    @Override
    public Answer answer(Call call) {
        ObjectInfo info = objects.stat(call.object(), call.version());
        AccessControlList.checkWhole(call);
        return ObjectAnswers.version(Answer.of(200), info);
    }
}
