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
 * The rules of buckets. The store is asked for the documents each time, which it has at hand, so that a change counts at once;
 * only what was read from the documents is kept, as long as they are the same.
 */
final class BucketRulesCache {
    private static final System.Logger LOGGER = System.getLogger(BucketRulesCache.class.getName());

    /** The number of buckets whose rules are kept; then all are forgotten. */
    private static final int MAX = 10_000;

    private final BucketRepository buckets;
    private final BucketRules none;
    private final ObjectOwnership usual;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /**
     * What was read from the documents of a bucket.
     *
     * @param bucket kept because a name is long to check
     */
    private record Known(BucketName bucket, Map<BucketSetting, String> documents, BucketRules rules) {}

    /** The rules of buckets of an account; {@code usual} is the ownership of those that have no setting. */
    BucketRulesCache(BucketRepository buckets, String account, ObjectOwnership usual) {
        this.buckets = buckets;
        this.none = BucketRules.none(account);
        this.usual = usual;
    }

    /** The rules of a bucket; those of no bucket if there is none of that name. */
    BucketRules of(String name) {
        Known before = known.get(name);
        if (before == null && !BucketName.isLegal(name)) {
            return none;
        }
        BucketName bucket = before == null ? new BucketName(name) : before.bucket();
        Map<BucketSetting, String> documents;
        try {
            documents = buckets.settings(bucket);
        } catch (StorageException.NoSuchBucket _) {
            known.remove(name);
            return none;
        } catch (StorageException.Unavailable _) {
            // The store has logged why. The policy might have denied something, so only root goes on.
            return none.unreadable();
        }
        if (before != null && before.documents().equals(documents)) {
            return before.rules();
        }
        BucketRules rules = read(bucket, documents);
        if (known.size() >= MAX) {
            known.clear();
        }
        known.put(name, new Known(bucket, documents, rules));
        return rules;
    }

    private BucketRules read(BucketName bucket, Map<BucketSetting, String> documents) {
        try {
            return rules(bucket, documents);
        } catch (MalformedPolicyException | IllegalArgumentException e) {
            LOGGER.log(
                    WARNING,
                    "bucket {0}: its policy or another setting about access cannot be read, so that only root has access;"
                            + " put it again: {1}",
                    bucket.value(),
                    e.getMessage());
            return none.unreadable();
        }
    }

    private BucketRules rules(BucketName bucket, Map<BucketSetting, String> documents) {
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
        return new BucketRules(none.account(), policy, block, ownership, acl, true);
    }
}
