package io.geckos.s3;

import io.geckos.domain.BucketRepository;

/**
 * An operation on a feature that buckets here never have: S3's answer for a bucket without it.
 *
 * @param error how S3 says that there is none
 */
record AbsentConfiguration(BucketRepository buckets, S3Error error, Accepts accepts) implements Operation {
    @Override
    public Answer answer(Call call) {
        buckets.get(call.bucket());
        throw new S3Exception(error);
    }
}
