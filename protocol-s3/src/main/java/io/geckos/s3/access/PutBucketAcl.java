package io.geckos.s3.access;

import io.geckos.domain.BucketRepository;
import io.geckos.s3.api.S3Settings;
import io.geckos.s3.call.Accepts;
import io.geckos.s3.call.Answer;
import io.geckos.s3.call.Call;
import io.geckos.s3.call.Operation;
import io.geckos.s3.wire.S3HeaderNames;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAcl.html">PutBucketAcl</a>. */
public final class PutBucketAcl implements Operation {
    private static final Accepts ACCEPTS = Accepts.CHECKSUMS.headers(S3HeaderNames.ACL);

    private final BucketRepository buckets;
    private final S3Settings settings;

    public PutBucketAcl(BucketRepository buckets, S3Settings settings) {
        this.buckets = buckets;
        this.settings = settings;
    }

    @Override
    public Accepts accepts() {
        return ACCEPTS;
    }

    @Override
    public Answer answer(Call call) {
        buckets.get(call.bucket());
        AccessControlList.checkWhole(call, settings.owner());
        return Answer.of(200);
    }
}
