package io.geckos.s3;

import io.geckos.domain.ObjectStore;
import java.util.Map;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectTagging.html">PutObjectTagging</a>. */
final class PutObjectTagging implements Operation {
    private static final Accepts ACCEPTS = Accepts.CHECKSUMS.query("versionId");

    private final ObjectStore objects;

    PutObjectTagging(ObjectStore objects) {
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
