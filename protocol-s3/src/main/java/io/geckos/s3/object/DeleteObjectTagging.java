package io.geckos.s3.object;

import io.geckos.domain.ObjectStore;
import io.geckos.s3.call.Accepts;
import io.geckos.s3.call.Answer;
import io.geckos.s3.call.Call;
import io.geckos.s3.call.Operation;
import java.util.Map;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjectTagging.html">DeleteObjectTagging</a>. */
public final class DeleteObjectTagging implements Operation {
    private static final Accepts ACCEPTS = Accepts.NOTHING.query("versionId");

    private final ObjectStore objects;

    public DeleteObjectTagging(ObjectStore objects) {
        this.objects = objects;
    }

    @Override
    public Accepts accepts() {
        return ACCEPTS;
    }

    @Override
    public Answer answer(Call call) {
        return ObjectAnswers.version(Answer.of(204), objects.retag(call.object(), call.version(), Map.of()));
    }
}
