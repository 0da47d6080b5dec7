package io.geckos.access;

import static java.lang.System.Logger.Level.WARNING;

import io.geckos.access.policy.PolicyDocument;
import io.geckos.access.policy.PolicyParser;
import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.bucket.ObjectOwnership;
import io.geckos.domain.bucket.PublicAccessBlock;
import io.geckos.domain.cache.BoundedCache;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.Principal;
import io.geckos.domain.security.AccessControlList;
import io.geckos.domain.security.Account;
import io.geckos.domain.security.MalformedPolicyException;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of buckets. The store is asked for the documents each time, which it has at hand, so that a change counts at once;
 * only what was read from the documents is kept, as long as they are the same.
 */
final class BucketRulesCache {
    private static final System.Logger LOGGER = System.getLogger(BucketRulesCache.class.getName());

    /** The number of buckets whose rules are kept. */
    private static final int MAX = 10_000;

    private final BucketRepository buckets;
    private final Account first;
    private final ObjectOwnership usual;
    private final BoundedCache<String, Known> known = new BoundedCache<>(MAX);

    /**
     * What was read from the documents of a bucket.
     *
     * @param bucket kept because a name is long to check
     */
    private record Known(
            BucketName bucket, Optional<Principal> owner, Map<BucketSetting, String> documents, BucketRules rules) {}

    /**
     * The rules of the buckets of a store.
     *
     * @param first the account to which buckets belong that are no other's
     * @param usual the ownership of those that have no setting
     */
    BucketRulesCache(BucketRepository buckets, Account first, ObjectOwnership usual) {
        this.buckets = buckets;
        this.first = first;
        this.usual = usual;
    }

    /** The rules of a bucket; those of no bucket, as if it were {@code asking}'s, if there is none of that name. */
    BucketRules of(String name, String asking) {
        Known before = known.find(name).orElse(null);
        if (before == null && !BucketName.isLegal(name)) {
            return BucketRules.none(asking);
        }
        BucketName bucket = before == null ? new BucketName(name) : before.bucket();
        Map<BucketSetting, String> documents;
        Optional<Principal> owner;
        try {
            documents = buckets.settings(bucket);
            owner = buckets.owner(bucket);
        } catch (StorageException.NoSuchBucket _) {
            known.remove(name);
            return BucketRules.none(asking);
        } catch (StorageException.Unavailable _) {
            // The store has logged why. The policy might have denied something and the bucket may be anybody's, so
            // only the root of the first account goes on.
            return BucketRules.none(first.number()).unreadable();
        }
        if (before != null
                && before.documents().equals(documents)
                && before.owner().equals(owner)) {
            return before.rules();
        }
        BucketRules rules = read(bucket, first.numberOf(owner), documents);
        known.put(name, new Known(bucket, owner, documents, rules));
        return rules;
    }

    private BucketRules read(BucketName bucket, String account, Map<BucketSetting, String> documents) {
        try {
            return rules(bucket, account, documents);
        } catch (MalformedPolicyException | IllegalArgumentException e) {
            LOGGER.log(
                    WARNING,
                    "bucket {0}: its policy or another setting about access cannot be read, so that only root has access;"
                            + " put it again: {1}",
                    bucket.value(),
                    e.getMessage());
            return BucketRules.none(account).unreadable();
        }
    }

    private BucketRules rules(BucketName bucket, String account, Map<BucketSetting, String> documents) {
        Optional<PolicyDocument> policy = Optional.ofNullable(documents.get(BucketSetting.POLICY))
                .map(text -> PolicyParser.bucketPolicy(bucket, text));
        ObjectOwnership ownership = Optional.ofNullable(documents.get(BucketSetting.OWNERSHIP))
                .map(text -> ObjectOwnership.named(text).orElse(ObjectOwnership.OBJECT_WRITER))
                .orElse(usual);
        PublicAccessBlock block = Optional.ofNullable(documents.get(BucketSetting.PUBLIC_ACCESS_BLOCK))
                .map(PublicAccessBlock::parse)
                .orElse(PublicAccessBlock.NONE);
        Optional<AccessControlList> acl =
                Optional.ofNullable(documents.get(BucketSetting.ACL)).map(AccessControlList::parse);
        return new BucketRules(account, policy, block, ownership, acl, true);
    }
}
