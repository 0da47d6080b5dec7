package io.geckos.access;

import io.geckos.access.policy.PolicyParser;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.security.BucketPolicyChecker;

/** The language of AWS's policies. */
public final class S3PolicyChecker implements BucketPolicyChecker {
    /** The language has no settings. */
    public S3PolicyChecker() {}

    @Override
    public void check(BucketName bucket, String document) {
        PolicyParser.bucketPolicy(bucket, document);
    }

    @Override
    public boolean isPublic(BucketName bucket, String document) {
        return PolicyParser.bucketPolicy(bucket, document).isPublic();
    }
}
