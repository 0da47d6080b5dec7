package io.geckos.access;

import io.geckos.access.policy.PolicyDocument;
import io.geckos.domain.bucket.PublicAccessBlock;
import java.util.Optional;

/**
 * What a bucket says about access to it.
 *
 * @param account the number of the account that owns it
 * @param policy its policy
 * @param block the public access that is cut off
 * @param readable false if its policy cannot be read any more; then only the root of its account may do anything
 */
record BucketRules(String account, Optional<PolicyDocument> policy, PublicAccessBlock block, boolean readable) {
    /** The rules of a bucket without a policy, and of what is no bucket. */
    static BucketRules none(String account) {
        return new BucketRules(account, Optional.empty(), PublicAccessBlock.NONE, true);
    }
}
