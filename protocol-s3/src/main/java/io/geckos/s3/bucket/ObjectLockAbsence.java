package io.geckos.s3.bucket;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;

/** A reading operation for the locks of objects, in buckets that never have any: S3's answer for such a bucket. */
record ObjectLockAbsence(BucketRepository buckets) implements S3Operation {
    private static final SupportedParameters ACCEPTS = SupportedParameters.NOTHING.query("versionId");

    @Override
    public SupportedParameters accepts() {
        return ACCEPTS;
    }

    @Override
    public S3Result answer(S3Call call) {
        buckets.get(call.bucket());
        throw new S3Exception(S3Error.InvalidRequest, "Bucket is missing Object Lock Configuration");
    }
}
