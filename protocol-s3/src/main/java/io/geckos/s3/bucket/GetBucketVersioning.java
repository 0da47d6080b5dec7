package io.geckos.s3.bucket;

import io.geckos.domain.BucketRepository;
import io.geckos.s3.call.Accepts;
import io.geckos.s3.call.Answer;
import io.geckos.s3.call.Call;
import io.geckos.s3.call.Operation;
import java.util.Optional;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html">GetBucketVersioning</a>. */
public final class GetBucketVersioning implements Operation {
    private final BucketRepository buckets;

    public GetBucketVersioning(BucketRepository buckets) {
        this.buckets = buckets;
    }

    @Override
    public Accepts accepts() {
        return Accepts.NOTHING;
    }

    @Override
    public Answer answer(Call call) {
        Optional<String> status = switch (buckets.get(call.bucket()).versioning()) {
            case UNVERSIONED -> Optional.empty();
            case ENABLED -> Optional.of("Enabled");
            case SUSPENDED -> Optional.of("Suspended");
        };
        return Answer.of(200)
                .document(xml -> xml.root("VersioningConfiguration")
                        .element("Status", status)
                        .close());
    }
}
