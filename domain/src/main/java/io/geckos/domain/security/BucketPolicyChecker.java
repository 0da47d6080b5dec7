package io.geckos.domain.security;

import io.geckos.domain.name.BucketName;

/** Checks policies of buckets before they are stored. Safe for many threads. */
public interface BucketPolicyChecker {
    /**
     * Checks that a policy is valid, and uses only elements that this server evaluates.
     *
     * @param bucket the bucket that the policy is for
     * @throws MalformedPolicyException if it is not
     */
    void check(BucketName bucket, String document);

    /** Tells whether a policy that was checked is public in the sense of S3: whether it allows something to everybody. */
    boolean isPublic(BucketName bucket, String document);
}
