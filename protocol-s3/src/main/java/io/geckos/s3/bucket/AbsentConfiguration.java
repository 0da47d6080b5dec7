package io.geckos.s3.bucket;

import io.geckos.domain.BucketRepository;
import io.geckos.s3.call.Accepts;
import io.geckos.s3.call.Answer;
import io.geckos.s3.call.Call;
import io.geckos.s3.call.Operation;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;

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
