package io.geckos.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Principal;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.WriteCondition;
import io.geckos.domain.security.Account;
import io.geckos.server.metrics.PrometheusText;
import io.geckos.server.quota.Quota;
import io.geckos.server.quota.QuotaLedger;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.data.Uploads;
import io.geckos.storage.testkit.memory.MemoryStorage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Quotas as metrics show them. */
class QuotaMetricsTest {
    private static final String OTHER = "123456789012";

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
        new QuotaMetrics(ledger, memory, () -> List.of(Account.FIRST, OTHER)).write(text, names);
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
        ledger.putAccount(OTHER, new Quota(OptionalLong.of(5), OptionalLong.of(6)));
        String text = text(true);
        assertTrue(text.contains("geckos3_bucket_quota_bytes{bucket=\"one\"} 10\n"), text);
        assertTrue(text.contains("geckos3_bucket_quota_objects{bucket=\"two\"} 3\n"), text);
        assertTrue(text.contains("geckos3_account_quota_bytes{account=\"000000000000\"} 7\n"), text);
        assertTrue(text.contains("geckos3_account_quota_bytes{account=\"123456789012\"} 5\n"), text);
        assertTrue(text.contains("geckos3_account_quota_objects{account=\"123456789012\"} 6\n"), text);
        assertFalse(text.contains("geckos3_account_quota_objects{account=\"000000000000\"}"), text);
        String sums = text(false);
        assertTrue(sums.contains("geckos3_bucket_quota_bytes " + Long.MAX_VALUE + "\n"), sums);
        assertTrue(sums.contains("geckos3_account_quota_bytes 12\n"), sums);
        assertFalse(sums.contains("one"), sums);
        assertFalse(sums.contains(OTHER), sums);
    }

    @Test
    void accountsWithAQuotaTellWhatCountsForIt() {
        BucketName bucket = new BucketName("one");
        Principal owner = Account.further(OTHER, "tenant").owner();
        memory.buckets().create(bucket, owner, Optional.empty());
        memory.objects().put(ObjectId.of("one", "a"), ObjectSpec.EMPTY, Uploads.of(new byte[3]), WriteCondition.ALWAYS);
        UploadId upload = memory.uploads()
                .begin(ObjectId.of("one", "b"), ObjectSpec.EMPTY, Optional.empty())
                .id();
        memory.uploads().putPart(upload, 1, Uploads.of(new byte[4]));
        assertEquals("", text(true));
        ledger.putAccount(OTHER, bytes(10));
        String text = text(true);
        assertTrue(text.contains("geckos3_account_quota_used_bytes{account=\"123456789012\"} 7\n"), text);
        assertTrue(text.contains("geckos3_account_quota_used_objects{account=\"123456789012\"} 1\n"), text);
        assertFalse(text.contains(Account.FIRST), text);
    }

    @Test
    void bucketsBeyondTheLargestStandTogether() {
        for (int i = 0; i < QuotaMetrics.MOST + 2; i++) {
            bucket("bucket%03d".formatted(i), bytes(1));
        }
        assertTrue(text(true).contains("geckos3_bucket_quota_bytes{bucket=\"_others\"} 2\n"));
    }
}
