package io.geckos.s3.object;

import io.geckos.domain.ObjectInfo;
import io.geckos.domain.ObjectStore;
import io.geckos.s3.call.Accepts;
import io.geckos.s3.call.Answer;
import io.geckos.s3.call.Call;
import io.geckos.s3.call.Operation;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectTagging.html">GetObjectTagging</a>. */
public final class GetObjectTagging implements Operation {
    private static final Accepts ACCEPTS = Accepts.NOTHING.query("versionId");

    private final ObjectStore objects;

    public GetObjectTagging(ObjectStore objects) {
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
