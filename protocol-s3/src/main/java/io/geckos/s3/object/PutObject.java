package io.geckos.s3.object;

import io.geckos.domain.ObjectInfo;
import io.geckos.domain.ObjectSpec;
import io.geckos.domain.ObjectStore;
import io.geckos.domain.WriteCondition;
import io.geckos.s3.call.Accepts;
import io.geckos.s3.call.Answer;
import io.geckos.s3.call.BodyUpload;
import io.geckos.s3.call.Call;
import io.geckos.s3.call.Operation;
import io.geckos.s3.call.WriteConditions;
import java.util.Set;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html">PutObject</a>. */
public final class PutObject implements Operation {
    private static final Accepts ACCEPTS = ObjectHeaders.ACCEPTS.and(Accepts.CHECKSUMS);

    private final ObjectStore objects;

    public PutObject(ObjectStore objects) {
        this.objects = objects;
    }

    @Override
    public Accepts accepts() {
        return ACCEPTS;
    }

    @Override
    public Answer answer(Call call) {
        ObjectSpec spec = ObjectHeaders.spec(call);
        WriteCondition condition = WriteConditions.of(call.headers());
        BodyUpload upload = call.upload(Set.of());
        ObjectInfo info = objects.put(call.object(), spec, upload, condition);
        return ObjectAnswers.written(Answer.of(200), info);
    }
}
