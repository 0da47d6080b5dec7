package io.geckos.s3.bucket;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;

/**
 * An operation on a feature that buckets here never have: S3's answer for a bucket without it.
 *
 * @param error how S3 says that there is none
 */
record UnsetBucketSetting(BucketRepository buckets, S3Error error, SupportedParameters accepts) implements S3Operation {
    @Override
    public S3Result answer(S3Call call) {
        buckets.get(call.bucket());
        throw new S3Exception(error);
    }
}
