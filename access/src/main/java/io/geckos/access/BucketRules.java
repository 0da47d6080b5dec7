package io.geckos.access;

import io.geckos.access.policy.PolicyDocument;
import io.geckos.domain.bucket.ObjectOwnership;
import io.geckos.domain.bucket.PublicAccessBlock;
import io.geckos.domain.security.AccessControlList;
import java.util.Optional;

/**
 * What a bucket says about access to it.
 *
 * @param account the number of the account that owns it
 * @param policy its policy
 * @param block the public access that is cut off
 * @param ownership whether access control lists count
 * @param acl its access control list; empty if only its owner has access
 * @param readable false if they cannot be read; then only the root of its account may do anything
 */
record BucketRules(
        String account,
        Optional<PolicyDocument> policy,
        PublicAccessBlock block,
        ObjectOwnership ownership,
        Optional<AccessControlList> acl,
        boolean readable) {
    /** The rules of a bucket without a policy, and of what is no bucket. */
    static BucketRules none(String account) {
        return new BucketRules(
                account,
                Optional.empty(),
                PublicAccessBlock.NONE,
                ObjectOwnership.BUCKET_OWNER_ENFORCED,
                Optional.empty(),
                true);
    }

    /**
     * The rules of an object in the bucket that belongs to another account. That account decides about it; of the bucket's
     * policy only what it denies counts.
     */
    BucketRules ofObject(String owner) {
        return new BucketRules(owner, policy.map(PolicyDocument::denials), block, ownership, acl, readable);
    }

    /** The rules of a bucket of the same account that cannot be read. */
    BucketRules unreadable() {
        return new BucketRules(account, Optional.empty(), block, ownership, Optional.empty(), false);
    }
}
