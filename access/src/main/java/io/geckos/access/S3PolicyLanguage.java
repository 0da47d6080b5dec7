package io.geckos.access;

import io.geckos.access.policy.PolicyParser;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.security.PolicyLanguage;

/** The language of AWS's policies. */
public final class S3PolicyLanguage implements PolicyLanguage {
    /** The language has no settings. */
    public S3PolicyLanguage() {}

    @Override
    public void check(BucketName bucket, String document) {
        PolicyParser.bucketPolicy(bucket, document);
    }

    @Override
    public boolean isPublic(BucketName bucket, String document) {
        return PolicyParser.bucketPolicy(bucket, document).isPublic();
    }
}
