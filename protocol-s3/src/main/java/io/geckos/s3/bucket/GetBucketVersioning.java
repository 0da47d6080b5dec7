package io.geckos.s3.bucket;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import java.util.Optional;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html">GetBucketVersioning</a>. */
public final class GetBucketVersioning implements S3Operation {
    private final BucketRepository buckets;

    public GetBucketVersioning(BucketRepository buckets) {
        this.buckets = buckets;
    }

    @Override
    public SupportedParameters accepts() {
        return SupportedParameters.NOTHING;
    }

    @Override
    public S3Result answer(S3Call call) {
        Optional<String> status = switch (buckets.get(call.bucket()).versioning()) {
            case UNVERSIONED -> Optional.empty();
            case ENABLED -> Optional.of("Enabled");
            case SUSPENDED -> Optional.of("Suspended");
        };
        return S3Result.of(200)
                .document(xml -> xml.root("VersioningConfiguration")
                        .element("Status", status)
                        .close());
    }
}
