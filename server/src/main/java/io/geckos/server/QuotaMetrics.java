package io.geckos.server;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.engine.StorageUsage.OfBucket;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.security.Account;
import io.geckos.server.metrics.PrometheusText;
import io.geckos.server.quota.Quota;
import io.geckos.server.quota.QuotaLedger;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;

/** Metrics of quotas: those of the first account, and of the largest of the buckets that have been counted and have one. */
final class QuotaMetrics {
    /** So many buckets have figures of their own. */
    static final int MOST = 100;

    /** The label for all other buckets together. It is not a legal name of a bucket. */
    private static final String OTHERS = "_others";

    private final QuotaLedger ledger;
    private final Storage storage;

    QuotaMetrics(QuotaLedger ledger, Storage storage) {
        this.ledger = ledger;
        this.storage = storage;
    }

    /** Writes the figures; if {@code names} is false, the sums over all buckets. */
    void write(PrometheusText text, boolean names) {
        Quota account = ledger.ofAccount(Account.FIRST).quota();
        account.bytes()
                .ifPresent(limit -> text.gauge("geckos3_account_quota_bytes", "Bytes that may be stored", limit));
        account.objects()
                .ifPresent(limit -> text.gauge("geckos3_account_quota_objects", "Objects that may be stored", limit));
        Map<BucketName, Quota> quotas = quotas();
        write(text, names, "geckos3_bucket_quota_bytes", "Bytes that a bucket may store", of(quotas, Quota::bytes));
        write(
                text,
                names,
                "geckos3_bucket_quota_objects",
                "Objects that a bucket may store",
                of(quotas, Quota::objects));
    }

    private static void write(
            PrometheusText text, boolean names, String name, String description, Map<String, Long> limits) {
        if (names) {
            text.gauges(name, description, "bucket", limits);
        } else if (!limits.isEmpty()) {
            text.gauge(name, description, limits.values().stream().reduce(0L, QuotaMetrics::sum));
        }
    }

    private static long sum(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }

    private static Map<String, Long> of(Map<BucketName, Quota> quotas, Function<Quota, OptionalLong> limit) {
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
