package io.geckos.s3;

import io.geckos.domain.ObjectInfo;
import io.geckos.domain.ObjectStore;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectTagging.html">GetObjectTagging</a>. */
final class GetObjectTagging implements Operation {
    private static final Accepts ACCEPTS = Accepts.NOTHING.query("versionId");

    private final ObjectStore objects;

    GetObjectTagging(ObjectStore objects) {
        this.objects = objects;
    }

    @Override
    public Accepts accepts() {
        return ACCEPTS;
    }

    @Override
    public Answer answer(Call call) {
        ObjectInfo info = objects.stat(call.object(), call.version());
        return ObjectAnswers.version(Answer.of(200), info)
                .document(xml -> Tags.write(xml, info.spec().tags()));
    }
}
