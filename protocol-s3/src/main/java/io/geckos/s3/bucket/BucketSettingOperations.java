package io.geckos.s3.bucket;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.routing.S3Action;
import io.geckos.s3.wire.S3Error;
import java.util.EnumMap;
import java.util.Map;

/**
 * Operations on the settings of buckets: those that are documents, and what tools ask of every bucket by habit, for
 * features that are not here. An honest answer exists for each of these, the one S3 gives for a bucket without that
 * feature; giving a bucket one of them is not implemented, and taking away what it does not have is done already.
 */
public final class BucketSettingOperations {
    private final BucketRepository buckets;
    private final Map<S3Action, S3Operation> served = new EnumMap<>(S3Action.class);

    private BucketSettingOperations(BucketRepository buckets) {
        this.buckets = buckets;
    }

    /** The operations. */
    public static Map<S3Action, S3Operation> of(BucketRepository buckets) {
        BucketSettingOperations all = new BucketSettingOperations(buckets);
        all.serveDocuments();
        all.serveLifecycle();
        all.serveAbsent();
        all.serveLists();
        all.serveFixed();
        all.serveDeletions();
        return all.served;
    }

    private void serveDocuments() {
        document(BucketDocument.CORS, S3Action.GET_BUCKET_CORS, S3Action.PUT_BUCKET_CORS, S3Action.DELETE_BUCKET_CORS);
        document(
                BucketDocument.TAGGING,
                S3Action.GET_BUCKET_TAGGING,
                S3Action.PUT_BUCKET_TAGGING,
                S3Action.DELETE_BUCKET_TAGGING);
        document(
                BucketDocument.PUBLIC_ACCESS_BLOCK,
                S3Action.GET_PUBLIC_ACCESS_BLOCK,
                S3Action.PUT_PUBLIC_ACCESS_BLOCK,
                S3Action.DELETE_PUBLIC_ACCESS_BLOCK);
    }

    private void serveLifecycle() {
        BucketDocument<?> rules = BucketDocument.LIFECYCLE;
        served.put(
                S3Action.GET_BUCKET_LIFECYCLE_CONFIGURATION,
                new TransitionMinimum(rules.getting(buckets), false, buckets));
        served.put(
                S3Action.PUT_BUCKET_LIFECYCLE_CONFIGURATION,
                new TransitionMinimum(rules.putting(buckets), true, buckets));
        served.put(S3Action.DELETE_BUCKET_LIFECYCLE, rules.deleting(buckets));
    }

    private void document(BucketDocument<?> kind, S3Action get, S3Action put, S3Action delete) {
        served.put(get, kind.getting(buckets));
        served.put(put, kind.putting(buckets));
        served.put(delete, kind.deleting(buckets));
    }

    private void serveAbsent() {
        absent(S3Action.GET_BUCKET_REPLICATION, S3Error.ReplicationConfigurationNotFoundError);
        absent(S3Action.GET_BUCKET_WEBSITE, S3Error.NoSuchWebsiteConfiguration);
        absentOfSeveral(S3Action.GET_BUCKET_ANALYTICS_CONFIGURATION);
        absentOfSeveral(S3Action.GET_BUCKET_INTELLIGENT_TIERING_CONFIGURATION);
        absentOfSeveral(S3Action.GET_BUCKET_INVENTORY_CONFIGURATION);
        absentOfSeveral(S3Action.GET_BUCKET_METRICS_CONFIGURATION);
    }

    private void absent(S3Action action, S3Error error) {
        served.put(action, new UnsetBucketSetting(buckets, error, SupportedParameters.NOTHING));
    }

    /** One of which a bucket may have several, told apart by {@code id}. */
    private void absentOfSeveral(S3Action action) {
        served.put(
                action,
                new UnsetBucketSetting(buckets, S3Error.NoSuchConfiguration, SupportedParameters.NOTHING.query("id")));
    }

    private void serveLists() {
        empty(S3Action.LIST_BUCKET_ANALYTICS_CONFIGURATIONS, "ListBucketAnalyticsConfigurationResult");
        empty(
                S3Action.LIST_BUCKET_INTELLIGENT_TIERING_CONFIGURATIONS,
                "ListBucketIntelligentTieringConfigurationsOutput");
        empty(S3Action.LIST_BUCKET_INVENTORY_CONFIGURATIONS, "ListInventoryConfigurationsResult");
        empty(S3Action.LIST_BUCKET_METRICS_CONFIGURATIONS, "ListMetricsConfigurationsResult");
    }

    private void empty(S3Action action, String root) {
        served.put(action, ConstantBucketSetting.of(buckets, root, "IsTruncated", "false"));
    }

    private void serveFixed() {
        served.put(S3Action.GET_BUCKET_ABAC, ConstantBucketSetting.of(buckets, "AbacStatus", "Status", "Disabled"));
        served.put(
                S3Action.GET_BUCKET_ACCELERATE_CONFIGURATION,
                ConstantBucketSetting.of(buckets, "AccelerateConfiguration"));
        served.put(S3Action.GET_BUCKET_LOGGING, ConstantBucketSetting.of(buckets, "BucketLoggingStatus"));
        served.put(
                S3Action.GET_BUCKET_NOTIFICATION_CONFIGURATION,
                ConstantBucketSetting.of(buckets, "NotificationConfiguration"));
        served.put(
                S3Action.GET_BUCKET_REQUEST_PAYMENT,
                ConstantBucketSetting.of(buckets, "RequestPaymentConfiguration", "Payer", "BucketOwner"));
    }

    private void serveDeletions() {
        nothingToDelete(S3Action.DELETE_BUCKET_REPLICATION);
        nothingToDelete(S3Action.DELETE_BUCKET_WEBSITE);
        absentOfSeveral(S3Action.DELETE_BUCKET_ANALYTICS_CONFIGURATION);
        absentOfSeveral(S3Action.DELETE_BUCKET_INTELLIGENT_TIERING_CONFIGURATION);
        absentOfSeveral(S3Action.DELETE_BUCKET_INVENTORY_CONFIGURATION);
        absentOfSeveral(S3Action.DELETE_BUCKET_METRICS_CONFIGURATION);
    }

    private void nothingToDelete(S3Action action) {
        served.put(action, new UnsetBucketSettingDeletion(buckets));
    }
}
