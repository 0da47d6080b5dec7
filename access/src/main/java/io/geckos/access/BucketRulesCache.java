package io.geckos.access;

import static java.lang.System.Logger.Level.WARNING;

import io.geckos.access.policy.PolicyDocument;
import io.geckos.access.policy.PolicyParser;
import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.bucket.ObjectOwnership;
import io.geckos.domain.bucket.PublicAccessBlock;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.security.AccessControlList;
import io.geckos.domain.security.MalformedPolicyException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The rules of buckets. The store is asked each time, so that a change counts at once; only the parsed form of a policy is
 * kept.
 */
final class BucketRulesCache {
    private static final System.Logger LOGGER = System.getLogger(BucketRulesCache.class.getName());

    /** The number of policies that are kept; then all are forgotten. */
    private static final int MAX = 10_000;

    private final BucketRepository buckets;
    private final String account;
    private final ObjectOwnership usual;
    private final Map<BucketName, Parsed> policies = new ConcurrentHashMap<>();

    /** A policy and what was read from it: empty if it cannot be read. */
    private record Parsed(String text, Optional<PolicyDocument> document) {}

    /** The rules of buckets of an account; {@code usual} is the ownership of those that have no setting. */
    BucketRulesCache(BucketRepository buckets, String account, ObjectOwnership usual) {
        this.buckets = buckets;
        this.account = account;
        this.usual = usual;
    }

    /** The rules of a bucket; those of no bucket if there is none of that name. */
    BucketRules of(BucketName bucket) {
        try {
            Optional<String> policy = buckets.setting(bucket, BucketSetting.POLICY);
            Optional<PolicyDocument> document = policy.flatMap(text -> parsed(bucket, text));
            ObjectOwnership ownership = buckets.setting(bucket, BucketSetting.OWNERSHIP)
                    .map(text -> ObjectOwnership.named(text).orElse(ObjectOwnership.OBJECT_WRITER))
                    .orElse(usual);
            PublicAccessBlock block = buckets.setting(bucket, BucketSetting.PUBLIC_ACCESS_BLOCK)
                    .map(PublicAccessBlock::parse)
                    .orElse(PublicAccessBlock.NONE);
            Optional<AccessControlList> acl =
                    buckets.setting(bucket, BucketSetting.ACL).map(AccessControlList::parse);
            return new BucketRules(account, document, block, ownership, acl, policy.isEmpty() || document.isPresent());
        } catch (StorageException.NoSuchBucket _) {
            return BucketRules.none(account);
        }
    }

    /** The rules of a bucket that count for the root of its account: its policy. */
    BucketRules forRoot(BucketName bucket) {
        try {
            return buckets.setting(bucket, BucketSetting.POLICY).isEmpty() ? BucketRules.none(account) : of(bucket);
        } catch (StorageException.NoSuchBucket _) {
            return BucketRules.none(account);
        }
    }

    private Optional<PolicyDocument> parsed(BucketName bucket, String text) {
        Parsed known = policies.get(bucket);
        if (known != null && known.text().equals(text)) {
            return known.document();
        }
        Optional<PolicyDocument> document = parse(bucket, text);
        if (policies.size() >= MAX) {
            policies.clear();
        }
        policies.put(bucket, new Parsed(text, document));
        return document;
    }

    private static Optional<PolicyDocument> parse(BucketName bucket, String text) {
        try {
            return Optional.of(PolicyParser.bucketPolicy(bucket, text));
        } catch (MalformedPolicyException e) {
            LOGGER.log(
                    WARNING,
                    "bucket {0}: its policy cannot be read, so that only root has access; put it again: {1}",
                    bucket.value(),
                    e.getMessage());
            return Optional.empty();
        }
    }
}
