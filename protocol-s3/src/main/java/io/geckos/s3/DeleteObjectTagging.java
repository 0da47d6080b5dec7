package io.geckos.s3;

import io.geckos.domain.ObjectStore;
import java.util.Map;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjectTagging.html">DeleteObjectTagging</a>. */
final class DeleteObjectTagging implements Operation {
    private static final Accepts ACCEPTS = Accepts.NOTHING.query("versionId");

    private final ObjectStore objects;

    DeleteObjectTagging(ObjectStore objects) {
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
