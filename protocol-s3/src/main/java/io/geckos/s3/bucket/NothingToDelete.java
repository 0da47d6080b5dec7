package io.geckos.s3.bucket;

import io.geckos.domain.BucketRepository;
import io.geckos.s3.call.Accepts;
import io.geckos.s3.call.Answer;
import io.geckos.s3.call.Call;
import io.geckos.s3.call.Operation;

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
