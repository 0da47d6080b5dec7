package io.geckos.s3.object;

import io.geckos.domain.ObjectInfo;
import io.geckos.domain.ObjectStore;
import io.geckos.s3.access.AccessControlList;
import io.geckos.s3.api.S3Settings;
import io.geckos.s3.call.Accepts;
import io.geckos.s3.call.Answer;
import io.geckos.s3.call.Call;
import io.geckos.s3.call.Operation;
import io.geckos.s3.wire.S3HeaderNames;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectAcl.html">PutObjectAcl</a>. */
public final class PutObjectAcl implements Operation {
    private static final Accepts ACCEPTS = Accepts.CHECKSUMS.query("versionId").headers(S3HeaderNames.ACL);

    private final ObjectStore objects;
    private final S3Settings settings;

    public PutObjectAcl(ObjectStore objects, S3Settings settings) {
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
