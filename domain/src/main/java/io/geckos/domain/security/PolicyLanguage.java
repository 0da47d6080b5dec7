package io.geckos.domain.security;

import io.geckos.domain.name.BucketName;

/** Reads policies of buckets before they are stored. Safe for many threads. */
public interface PolicyLanguage {
    /**
     * Checks that a policy can be obeyed, every part of it.
     *
     * @param bucket the bucket that the policy is for
     * @throws MalformedPolicyException if it cannot
     */
    void check(BucketName bucket, String document);

    /** Tells whether a policy that was checked gives something to everybody, as S3 defines it. */
    boolean isPublic(BucketName bucket, String document);
}
