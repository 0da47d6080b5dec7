package io.geckos.server;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.engine.StorageUsage.OfBucket;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.BucketName;
import io.geckos.server.metrics.PrometheusText;
import io.geckos.server.quota.Quota;
import io.geckos.server.quota.QuotaLedger;
import io.geckos.server.quota.StoredAmount;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** Metrics of quotas: those of accounts, and of the largest of the buckets that have been counted and have one. */
final class QuotaMetrics {
    /** So many buckets have figures of their own. */
    static final int MOST = 100;

    /** The label for all other buckets together. It is not a legal name of a bucket. */
    private static final String OTHERS = "_others";

    private final QuotaLedger ledger;
    private final Storage storage;
    private final Supplier<List<String>> accounts;

    /** Metrics of the quotas in a ledger; {@code accounts} answers the numbers of all accounts. */
    QuotaMetrics(QuotaLedger ledger, Storage storage, Supplier<List<String>> accounts) {
        this.ledger = ledger;
        this.storage = storage;
        this.accounts = accounts;
    }

    /** Writes the figures; if {@code names} is false, the sums over all buckets. */
    void write(PrometheusText text, boolean names) {
        Series ofAccounts = new Series(text, names, "account");
        Map<String, QuotaLedger.State> limited = accounts();
        ofAccounts.write(
                "quota_bytes",
                "Bytes that an account may store",
                of(limited, it -> it.quota().bytes()));
        ofAccounts.write(
                "quota_objects",
                "Objects that an account may store",
                of(limited, it -> it.quota().objects()));
        ofAccounts.write("quota_used_bytes", "Bytes that count for its quota", used(limited, StoredAmount::bytes));
        ofAccounts.write(
                "quota_used_objects", "Objects that count for its quota", used(limited, StoredAmount::objects));
        Series ofBuckets = new Series(text, names, "bucket");
        Map<BucketName, Quota> quotas = quotas();
        ofBuckets.write("quota_bytes", "Bytes that a bucket may store", ofLargest(quotas, Quota::bytes));
        ofBuckets.write("quota_objects", "Objects that a bucket may store", ofLargest(quotas, Quota::objects));
    }

    /**
     * Where figures are written.
     *
     * @param names whether each has a label, or there is only their sum
     * @param label the name of the label
     */
    private record Series(PrometheusText text, boolean names, String label) {
        void write(String name, String description, Map<String, Long> figures) {
            String full = "geckos3_" + label + "_" + name;
            if (names) {
                text.gauges(full, description, label, figures);
            } else if (!figures.isEmpty()) {
                text.gauge(full, description, figures.values().stream().reduce(0L, QuotaMetrics::sum));
            }
        }
    }

    /** The accounts that have a quota. */
    private Map<String, QuotaLedger.State> accounts() {
        Map<String, QuotaLedger.State> limited = new TreeMap<>();
        for (String number : accounts.get()) {
            // To sum up what an account has stored, all buckets are looked at.
            if (!ledger.quotaOfAccount(number).isNone()) {
                limited.put(number, ledger.ofAccount(number));
            }
        }
        return limited;
    }

    private static Map<String, Long> of(
            Map<String, QuotaLedger.State> accounts, Function<QuotaLedger.State, OptionalLong> figure) {
        Map<String, Long> figures = new TreeMap<>();
        accounts.forEach((number, state) -> figure.apply(state).ifPresent(it -> figures.put(number, it)));
        return figures;
    }

    private static Map<String, Long> used(
            Map<String, QuotaLedger.State> accounts, ToLongFunction<StoredAmount> figure) {
        return of(accounts, state -> state.used().stream().mapToLong(figure).findFirst());
    }

    private static long sum(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }

    private static Map<String, Long> ofLargest(Map<BucketName, Quota> quotas, Function<Quota, OptionalLong> limit) {
        Map<String, Long> limits = new TreeMap<>();
        int[] count = new int[1];
        quotas.forEach((bucket, quota) -> limit.apply(quota)
                .ifPresent(most -> limits.merge(count[0]++ < MOST ? bucket.value() : OTHERS, most, QuotaMetrics::sum)));
        return limits;
    }

    /** The quotas of buckets, those of the largest buckets first. */
    private Map<BucketName, Quota> quotas() {
        List<BucketName> largest = storage.usage()
                .map(usage -> usage.buckets().stream()
                        .sorted(Comparator.<OfBucket>comparingLong(
                                        it -> it.figures().bytes())
                                .reversed()
                                .thenComparing(OfBucket::bucket))
                        .map(OfBucket::bucket)
                        .toList())
                .orElse(List.of());
        Map<BucketName, Quota> quotas = new LinkedHashMap<>();
        for (BucketName bucket : largest) {
            try {
                Quota quota = ledger.quota(bucket);
                if (!quota.isNone()) {
                    quotas.put(bucket, quota);
                }
            } catch (StorageException | IllegalArgumentException _) {
                // It is gone, or its settings cannot be read, which the store has logged.
            }
        }
        return quotas;
    }
}
