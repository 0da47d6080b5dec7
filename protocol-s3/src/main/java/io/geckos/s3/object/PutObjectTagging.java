package io.geckos.s3.object;

import io.geckos.domain.ObjectStore;
import io.geckos.s3.call.Accepts;
import io.geckos.s3.call.Answer;
import io.geckos.s3.call.Call;
import io.geckos.s3.call.Operation;
import io.geckos.s3.wire.XmlReader;
import java.util.Map;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectTagging.html">PutObjectTagging</a>. */
public final class PutObjectTagging implements Operation {
    private static final Accepts ACCEPTS = Accepts.CHECKSUMS.query("versionId");

    private final ObjectStore objects;

    public PutObjectTagging(ObjectStore objects) {
        this.objects = objects;
    }

    @Override
    public Accepts accepts() {
        return ACCEPTS;
    }

    @Override
    public Answer answer(Call call) {
        Map<String, String> tags =
                call.document(Tags.LIMIT, Tags.parser(TagTarget.OBJECT)).orElseThrow(XmlReader::malformed);
        return ObjectAnswers.version(Answer.of(200), objects.retag(call.object(), call.version(), tags));
    }
}
