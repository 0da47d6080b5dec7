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
 * The rules of buckets. The documents are read from the store's own cache each time, so that a change takes effect immediately.
 * What was parsed is kept as long as the documents are the same.
 */
final class BucketRulesCache {
    private static final System.Logger LOGGER = System.getLogger(BucketRulesCache.class.getName());

    /** The number of buckets whose rules are kept. */
    private static final int MAX = 10_000;

    private final BucketRepository buckets;
    private final Account firstAccount;
    private final ObjectOwnership defaultOwnership;
    private final BoundedCache<String, CachedRules> cache = new BoundedCache<>(MAX);

    /**
     * The documents of a bucket and the rules that were parsed from them.
     *
     * @param bucket kept because validating a name is slow
     */
    private record CachedRules(
            BucketName bucket, Optional<Principal> owner, Map<BucketSetting, String> documents, BucketRules rules) {}

    /**
     * The rules of the buckets of a store.
     *
     * @param firstAccount the account to which buckets belong that are no other's
     * @param defaultOwnership the ownership of buckets without a setting
     */
    BucketRulesCache(BucketRepository buckets, Account firstAccount, ObjectOwnership defaultOwnership) {
        this.buckets = buckets;
        this.firstAccount = firstAccount;
        this.defaultOwnership = defaultOwnership;
    }

    /** The rules of a bucket; if there is none of that name, empty rules of the caller's account. */
    BucketRules of(String name, String callerAccount) {
        CachedRules before = cache.find(name).orElse(null);
        if (before == null && !BucketName.isLegal(name)) {
            return BucketRules.none(callerAccount);
        }
        BucketName bucket = before == null ? new BucketName(name) : before.bucket();
        Map<BucketSetting, String> documents;
        Optional<Principal> owner;
        try {
            documents = buckets.settings(bucket);
            owner = buckets.owner(bucket);
        } catch (StorageException.NoSuchBucket _) {
            cache.remove(name);
            return BucketRules.none(callerAccount);
        } catch (StorageException.Unavailable _) {
            // The store has logged why. The policy might have denied something and the bucket may be anybody's, so
            // only the root of the first account goes on.
            return BucketRules.none(firstAccount.number()).unreadable();
        }
        if (before != null
                && before.documents().equals(documents)
                && before.owner().equals(owner)) {
            return before.rules();
        }
        BucketRules rules = read(bucket, firstAccount.numberOf(owner), documents);
        cache.put(name, new CachedRules(bucket, owner, documents, rules));
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
                .orElse(defaultOwnership);
        PublicAccessBlock block = Optional.ofNullable(documents.get(BucketSetting.PUBLIC_ACCESS_BLOCK))
                .map(PublicAccessBlock::parse)
                .orElse(PublicAccessBlock.NONE);
        Optional<AccessControlList> acl =
                Optional.ofNullable(documents.get(BucketSetting.ACL)).map(AccessControlList::parse);
        return new BucketRules(account, policy, block, ownership, acl, true);
    }
}
