package io.geckos.access;

import io.geckos.access.policy.PolicyParser;
import io.geckos.access.store.PrincipalDirectory;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.security.BucketPolicyChecker;

/** The language of AWS's policies. */
public final class S3PolicyChecker implements BucketPolicyChecker {
    private final PrincipalDirectory principals;

    /** Checks policies where there are no users and roles, so that none may name one. */
    public S3PolicyChecker() {
        this(PrincipalDirectory.EMPTY);
    }

    /** Checks policies that may name {@code principals}. */
    public S3PolicyChecker(PrincipalDirectory principals) {
        this.principals = principals;
    }

    @Override
    public String toStored(BucketName bucket, String document) {
        return principals.toStored(bucket, document);
    }

    @Override
    public String toShown(BucketName bucket, String stored) {
        return principals.toShown(bucket, stored);
    }

    @Override
    public boolean isPublic(BucketName bucket, String document) {
        return PolicyParser.bucketPolicy(bucket, document).isPublic();
    }
}
