package io.geckos.s3.object;

import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectStore;
import io.geckos.s3.access.AclHeaders;
import io.geckos.s3.access.AclRules;
import io.geckos.s3.call.BucketOwnership;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectAcl.html">PutObjectAcl</a>. */
public final class PutObjectAcl implements S3Operation {
    private static final SupportedParameters ACCEPTS =
            SupportedParameters.CHECKSUMS.and(AclHeaders.ACCEPTS).query("versionId");

    private final ObjectStore objects;

    public PutObjectAcl(ObjectStore objects) {
        this.objects = objects;
    }

    @Override
    public SupportedParameters accepts() {
        return ACCEPTS;
    }

    @Override
    public S3Result answer(S3Call call) {
        ObjectInfo info = objects.stat(call.object(), call.version());
        BucketOwnership bucket = BucketOwnership.of(call);
        AclRules.ofExisting(call, bucket, bucket.ownerOf(info.spec()))
                .ifPresent(list -> objects.setAcl(call.object(), call.version(), list));
        return S3Result.of(200).version(info.version());
    }
}
