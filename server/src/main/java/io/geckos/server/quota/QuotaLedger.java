package io.geckos.server.quota;

import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.engine.BackgroundTask;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.engine.StorageUsage;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import io.geckos.domain.security.Account;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The quotas of buckets and of accounts, and how much of them is used. What the storage counts is used; nothing is counted
 * here. Safe for many threads.
 */
public final class QuotaLedger {
    /** The task of a storage that counts. */
    private static final String COUNTING = "housekeeping";

    private final Storage storage;
    private final Map<String, AccountScope> ofAccounts = new ConcurrentHashMap<>();
    private final Map<BucketName, BucketQuota> ofBuckets = new ConcurrentHashMap<>();
    private final AtomicBoolean asked = new AtomicBoolean();

    /** What was read from the document of a bucket, kept as long as the document is the same. */
    private record BucketQuota(String document, Quota quota, QuotaScope scope) {}

    /** The quota of an account, and what is stored and reserved of it. */
    private record AccountScope(AccountQuota quota, QuotaScope scope) {}

    /** A quota, and how much of it is used; empty if that is not counted yet. */
    public record State(Quota quota, Optional<StoredAmount> used) {
        /** The limits of which nine tenths or more are used: {@code bytes}, {@code objects}. */
        public List<String> nearlyFull() {
            return used.map(quota::nearlyFull).orElse(List.of());
        }
    }

    /** The quotas of a store. */
    public QuotaLedger(Storage storage) {
        this.storage = storage;
        // Read now, so that the first upload pays nothing.
        AccountScope _ = account(Account.FIRST);
    }

    /** The quota of a bucket; throws {@link StorageException.NoSuchBucket} if it is not there. */
    public State of(BucketName bucket) {
        Quota quota = storage.buckets()
                .setting(bucket, BucketSetting.QUOTA)
                .map(Quota::parse)
                .orElse(Quota.NONE);
        return new State(quota, storage.usage(bucket).map(usage -> StoredAmount.of(usage.figures())));
    }

    /** The limits of a bucket by the settings at hand, without what is used; {@link Quota#NONE} if it has none. */
    public Quota quota(BucketName bucket) {
        return bucketQuota(bucket).map(BucketQuota::quota).orElse(Quota.NONE);
    }

    /** How much an account may store, by its number. */
    public Quota quotaOfAccount(String number) {
        return account(number).quota().quota();
    }

    /** The quota of an account, by its number, and what counts for it. */
    public State ofAccount(String number) {
        Optional<StoredAmount> complete =
                storage.usage().filter(StorageUsage::complete).flatMap(_ -> stored(number));
        return new State(account(number).quota().quota(), complete);
    }

    private AccountScope account(String number) {
        return ofAccounts.computeIfAbsent(
                number,
                _ -> new AccountScope(
                        new AccountQuota(storage.documents(), number),
                        new QuotaScope("account", () -> stored(number))));
    }

    /** The number of the account that owns a bucket. */
    private String owner(BucketName bucket) {
        return storage.buckets()
                .owner(bucket)
                .flatMap(owner -> Account.numberOf(owner.id()))
                .orElse(Account.FIRST);
    }

    /** Sets the quota of a bucket, or removes it by {@link Quota#NONE}. */
    public void put(BucketName bucket, Quota quota) {
        if (quota.isNone()) {
            storage.buckets().removeSetting(bucket, BucketSetting.QUOTA);
        } else {
            storage.buckets()
                    .putSetting(bucket, BucketSetting.QUOTA, quota.json().toString());
        }
    }

    /** Sets the quota of an account, or removes it by {@link Quota#NONE}. */
    public void putAccount(String number, Quota quota) {
        account(number).quota().put(quota);
    }

    /** Tells whether the storage counts at all; without that there are no quotas. */
    public boolean isSupported() {
        return storage.usage().isPresent();
    }

    /** A reservation for an object; empty if no quota counts for it. */
    Optional<QuotaReservation> reservation(ObjectId id) {
        return reservation(id.bucket(), 1, () -> replaced(id));
    }

    /**
     * A reservation for a part of an upload; empty if no quota counts for it.
     *
     * @param replaced looks up the bytes of the part that it replaces
     */
    Optional<QuotaReservation> partReservation(BucketName bucket, LongSupplier replaced) {
        return reservation(bucket, 0, () -> new StoredAmount(replaced.getAsLong(), 0));
    }

    private Optional<QuotaReservation> reservation(BucketName bucket, int objects, Supplier<StoredAmount> replaced) {
        Map<QuotaScope, Quota> quotas = LinkedHashMap.newLinkedHashMap(2);
        bucketQuota(bucket).ifPresent(own -> quotas.put(own.scope(), own.quota()));
        AccountScope account = account(owner(bucket));
        Quota whole = account.quota().quota();
        if (!whole.isNone()) {
            quotas.put(account.scope(), whole);
        }
        return quotas.isEmpty() ? Optional.empty() : Optional.of(new QuotaReservation(quotas, objects, replaced));
    }

    private QuotaScope scope(BucketName bucket) {
        return new QuotaScope("bucket", () -> {
            Optional<StoredAmount> stored = storage.usage(bucket).map(usage -> StoredAmount.of(usage.figures()));
            if (stored.isEmpty()) {
                beginCount();
            }
            return stored;
        });
    }

    /** The quota of a bucket by the settings that the storage has at hand, so that an upload pays no look at the disk. */
    private Optional<BucketQuota> bucketQuota(BucketName bucket) {
        String document = storage.buckets().settings(bucket).get(BucketSetting.QUOTA);
        if (document == null) {
            return Optional.empty();
        }
        BucketQuota known = ofBuckets.get(bucket);
        if (known == null || !known.document().equals(document)) {
            known = ofBuckets.compute(
                    bucket,
                    (_, before) -> new BucketQuota(
                            document, Quota.parse(document), before == null ? scope(bucket) : before.scope()));
        }
        return Optional.of(known);
    }

    /** What the storage has counted in the buckets of an account; if some are not counted yet, without them. */
    private Optional<StoredAmount> stored(String number) {
        return storage.usage().map(usage -> {
            if (!usage.complete()) {
                beginCount();
            }
            return usage.buckets().stream()
                    .filter(bucket -> isOf(number, bucket.bucket()))
                    .map(bucket -> StoredAmount.of(bucket.figures()))
                    .reduce(StoredAmount.NONE, StoredAmount::plus);
        });
    }

    private boolean isOf(String number, BucketName bucket) {
        try {
            return owner(bucket).equals(number);
        } catch (StorageException _) {
            // It is gone, or cannot be read; what is in it is nobody's until then.
            return false;
        }
    }

    /** Lets the storage count now, instead of a while after the start. */
    private void beginCount() {
        if (asked.compareAndSet(false, true)) {
            storage.backgroundTasks().stream()
                    .filter(task -> task.name().equals(COUNTING))
                    .forEach(BackgroundTask::start);
        }
    }

    /** What goes when an object of this key comes: nothing in a bucket that keeps versions. */
    private StoredAmount replaced(ObjectId id) {
        if (storage.buckets().get(id.bucket()).versioning() != VersioningStatus.UNVERSIONED) {
            return StoredAmount.NONE;
        }
        try {
            return new StoredAmount(storage.objects().stat(id, Version.LATEST).size(), 1);
        } catch (StorageException.NoSuchObject | StorageException.VersionIsDeleteMarker _) {
            return StoredAmount.NONE;
        }
    }
}
