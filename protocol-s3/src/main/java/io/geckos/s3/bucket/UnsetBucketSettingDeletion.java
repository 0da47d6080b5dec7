package io.geckos.s3.bucket;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;

/** Takes a feature away that buckets here never have, which succeeds in S3 as it does for what was deleted before. */
record UnsetBucketSettingDeletion(BucketRepository buckets) implements S3Operation {
    @Override
    public SupportedParameters accepts() {
        return SupportedParameters.NOTHING;
    }

    @Override
    public S3Result answer(S3Call call) {
        buckets.get(call.bucket());
        return S3Result.of(204);
    }
}
