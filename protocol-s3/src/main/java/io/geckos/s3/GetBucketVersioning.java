package io.geckos.s3;

import io.geckos.domain.BucketRepository;
import java.util.Optional;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html">GetBucketVersioning</a>. */
final class GetBucketVersioning implements Operation {
    private final BucketRepository buckets;

    GetBucketVersioning(BucketRepository buckets) {
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
