package io.geckos.s3;

import io.geckos.domain.MultipartStore;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html">AbortMultipartUpload</a>. */
final class AbortMultipartUpload implements Operation {
    private final MultipartStore uploads;

    AbortMultipartUpload(MultipartStore uploads) {
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
