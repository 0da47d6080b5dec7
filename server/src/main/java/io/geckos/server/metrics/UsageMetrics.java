package io.geckos.server.metrics;

import io.geckos.domain.engine.StorageUsage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** Metrics of the stored data, for each bucket or, if there are too many, for the largest ones. */
final class UsageMetrics {
    /** So many buckets have figures of their own: those with the most bytes. */
    static final int MOST = 100;

    /** The label for all other buckets together. It is not a legal name of a bucket. */
    static final String OTHERS = "_others";

    private final StorageUsage usage;
    private final List<StorageUsage.OfBucket> largest;
    private final boolean names;

    /** If {@code names} is false, each figure is the sum over all buckets. */
    UsageMetrics(StorageUsage usage, boolean names) {
        this.usage = usage;
        this.names = names;
        this.largest = new ArrayList<>(usage.buckets());
        largest.sort(Comparator.<StorageUsage.OfBucket>comparingLong(
                        it -> it.figures().bytes())
                .reversed()
                .thenComparing(StorageUsage.OfBucket::bucket));
    }

    void write(PrometheusText text) {
        text.gauge("geckos3_buckets", "Buckets that have been counted", largest.size());
        text.gauge("geckos3_usage_complete", "1 once every bucket has been counted", usage.complete() ? 1 : 0);
        write(text, "geckos3_bucket_objects", "Objects", StorageUsage.Figures::objects);
        write(text, "geckos3_bucket_bytes", "Bytes of objects", StorageUsage.Figures::bytes);
        write(
                text,
                "geckos3_bucket_noncurrent_versions",
                "Older versions that are kept",
                StorageUsage.Figures::noncurrentVersions);
        write(
                text,
                "geckos3_bucket_noncurrent_bytes",
                "Bytes of older versions",
                StorageUsage.Figures::noncurrentBytes);
        write(text, "geckos3_bucket_delete_markers", "Delete markers", StorageUsage.Figures::deleteMarkers);
        write(text, "geckos3_bucket_uploads", "Uploads in parts under way", StorageUsage.Figures::uploads);
        write(text, "geckos3_bucket_upload_bytes", "Bytes of their parts", StorageUsage.Figures::uploadBytes);
    }

    private void write(
            PrometheusText text, String name, String description, ToLongFunction<StorageUsage.Figures> figure) {
        if (names) {
            text.gauges(name, description, "bucket", figures(figure));
        } else {
            text.gauge(
                    name,
                    description,
                    largest.stream()
                            .map(StorageUsage.OfBucket::figures)
                            .mapToLong(figure)
                            .sum());
        }
    }

    private Map<String, Long> figures(ToLongFunction<StorageUsage.Figures> figure) {
        Map<String, Long> figures = new TreeMap<>();
        for (int i = 0; i < largest.size(); i++) {
            StorageUsage.OfBucket bucket = largest.get(i);
            figures.merge(i < MOST ? bucket.bucket().value() : OTHERS, figure.applyAsLong(bucket.figures()), Long::sum);
        }
        return figures;
    }
}
