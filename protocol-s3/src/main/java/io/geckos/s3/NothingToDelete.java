package io.geckos.s3;

import io.geckos.domain.BucketRepository;

/** Takes a feature away that buckets here never have, which succeeds in S3 as it does for what was deleted before. */
record NothingToDelete(BucketRepository buckets) implements Operation {
    @Override
    public Accepts accepts() {
        return Accepts.NOTHING;
    }

    @Override
    public Answer answer(Call call) {
        buckets.get(call.bucket());
        return Answer.of(204);
    }
}
