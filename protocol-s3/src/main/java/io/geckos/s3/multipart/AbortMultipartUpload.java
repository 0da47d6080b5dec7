package io.geckos.s3.multipart;

import io.geckos.domain.multipart.MultipartStore;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html">AbortMultipartUpload</a>. */
public final class AbortMultipartUpload implements S3Operation {
    private final MultipartStore uploads;

    public AbortMultipartUpload(MultipartStore uploads) {
        this.uploads = uploads;
    }

    @Override
    public SupportedParameters accepts() {
        return SupportedParameters.NOTHING;
    }

    @Override
    public S3Result answer(S3Call call) {
        uploads.abort(call.uploadId());
        return S3Result.of(204);
    }
}
