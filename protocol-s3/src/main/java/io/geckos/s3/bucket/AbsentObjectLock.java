package io.geckos.s3.bucket;

import io.geckos.domain.BucketRepository;
import io.geckos.s3.call.Accepts;
import io.geckos.s3.call.Answer;
import io.geckos.s3.call.Call;
import io.geckos.s3.call.Operation;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;

/** A reading operation for the locks of objects, in buckets that never have any: S3's answer for such a bucket. */
record AbsentObjectLock(BucketRepository buckets) implements Operation {
    private static final Accepts ACCEPTS = Accepts.NOTHING.query("versionId");

    @Override
    public Accepts accepts() {
        return ACCEPTS;
    }

    @Override
    public Answer answer(Call call) {
        buckets.get(call.bucket());
        throw new S3Exception(S3Error.InvalidRequest, "Bucket is missing Object Lock Configuration");
    }
}
