package io.geckos.s3.multipart;

import io.geckos.domain.MultipartStore;
import io.geckos.s3.call.Accepts;
import io.geckos.s3.call.Answer;
import io.geckos.s3.call.Call;
import io.geckos.s3.call.Operation;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html">AbortMultipartUpload</a>. */
public final class AbortMultipartUpload implements Operation {
    private final MultipartStore uploads;

    public AbortMultipartUpload(MultipartStore uploads) {
        this.uploads = uploads;
    }

    @Override
    public Accepts accepts() {
        return Accepts.NOTHING;
    }

    @Override
    public Answer answer(Call call) {
        uploads.abort(call.uploadId());
        return Answer.of(204);
    }
}
