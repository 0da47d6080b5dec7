package io.geckos.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.name.BucketName;
import io.geckos.domain.security.Account;
import io.geckos.server.metrics.PrometheusText;
import io.geckos.server.quota.Quota;
import io.geckos.server.quota.QuotaLedger;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.memory.MemoryStorage;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Quotas as metrics show them. */
class QuotaMetricsTest {
    private final MemoryStorage memory = new MemoryStorage();
    private final QuotaLedger ledger = new QuotaLedger(memory);

    private void bucket(String name, Quota quota) {
        BucketName bucket = new BucketName(name);
        TestBucket.create(memory.buckets(), bucket);
        ledger.put(bucket, quota);
    }

    private static Quota bytes(long bytes) {
        return new Quota(OptionalLong.of(bytes), OptionalLong.empty());
    }

    private String text(boolean names) {
        PrometheusText text = new PrometheusText();
        new QuotaMetrics(ledger, memory).write(text, names);
        return text.toString();
    }

    @Test
    void nothingIsWrittenWithoutQuotas() {
        bucket("free", Quota.NONE);
        assertEquals("", text(true));
        assertEquals("", text(false));
    }

    @Test
    void bucketsAreNamedWhereThatIsAllowed() {
        bucket("one", bytes(10));
        bucket("two", new Quota(OptionalLong.of(Long.MAX_VALUE), OptionalLong.of(3)));
        ledger.putAccount(Account.FIRST, bytes(7));
        String text = text(true);
        assertTrue(text.contains("geckos3_bucket_quota_bytes{bucket=\"one\"} 10\n"), text);
        assertTrue(text.contains("geckos3_bucket_quota_objects{bucket=\"two\"} 3\n"), text);
        assertTrue(text.contains("geckos3_account_quota_bytes 7\n"), text);
        assertFalse(text.contains("geckos3_account_quota_objects"), text);
        String sums = text(false);
        assertTrue(sums.contains("geckos3_bucket_quota_bytes " + Long.MAX_VALUE + "\n"), sums);
        assertFalse(sums.contains("one"), sums);
    }

    @Test
    void bucketsBeyondTheLargestStandTogether() {
        for (int i = 0; i < QuotaMetrics.MOST + 2; i++) {
            bucket("bucket%03d".formatted(i), bytes(1));
        }
        assertTrue(text(true).contains("geckos3_bucket_quota_bytes{bucket=\"_others\"} 2\n"));
    }
}
