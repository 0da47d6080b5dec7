package io.geckos.domain.security;

import io.geckos.domain.name.BucketName;

/** Checks policies of buckets, and gives them the form in which they are stored and shown. Safe for many threads. */
public interface BucketPolicyChecker {
    /**
     * Checks that a policy is valid, uses only elements that this server evaluates, and names users and roles that exist.
     *
     * @param bucket the bucket that the policy is for
     * @return the policy as it is stored, with the unique ids of these users and roles
     * @throws MalformedPolicyException if it is not
     */
    String toStored(BucketName bucket, String document);

    /** A stored policy as it is shown: with the names that users and roles have now. */
    String toShown(BucketName bucket, String stored);

    /** Tells whether a policy that was checked is public in the sense of S3: whether it allows something to everybody. */
    boolean isPublic(BucketName bucket, String document);
}
