package io.geckos.server.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.engine.StorageUsage;
import io.geckos.domain.name.BucketName;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UsageMetricsTest {
    @Test
    void bucketsBeyondTheLargestShareOneFigure() {
        String text = text(UsageMetrics.MOST + 2);
        assertEquals(
                UsageMetrics.MOST + 1,
                text.lines()
                        .filter(line -> line.startsWith("geckos3_bucket_bytes{"))
                        .count());
        assertTrue(text.contains("geckos3_bucket_bytes{bucket=\"_others\"} 3\n"), text);
        assertTrue(text.contains("geckos3_bucket_objects{bucket=\"_others\"} 2\n"), text);
        assertTrue(text.contains("geckos3_bucket_bytes{bucket=\"bucket-3\"} 3\n"), text);
        assertTrue(text.contains("geckos3_buckets 102\n"), text);
        assertTrue(text.contains("geckos3_usage_complete 0\n"), text);
    }

    @Test
    void asManyBucketsAsMayBeHaveFiguresOfTheirOwn() {
        assertFalse(text(UsageMetrics.MOST).contains("_others"));
    }

    /** Buckets of one object each, the first of one byte, the next of one more. */
    private static String text(int buckets) {
        List<StorageUsage.OfBucket> all = IntStream.rangeClosed(1, buckets)
                .mapToObj(i -> new StorageUsage.OfBucket(
                        new BucketName("bucket-" + i), StorageUsage.Figures.objects(1, i), Instant.EPOCH, 0))
                .toList();
        PrometheusText text = new PrometheusText();
        new UsageMetrics(new StorageUsage(false, all), true).write(text);
        return text.toString();
    }
}
