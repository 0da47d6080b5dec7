package io.geckos.s3.routing;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The permissions that operations need, by the names that policies of S3 have for them. Most are named after their
 * operation.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html">Required
 *     permissions</a>
 */
final class ActionPermissions {
    /** Operations, and the permissions that they need instead of one of their own name. */
    private static final String OTHERS = """
            LIST_BUCKETS                                   ListAllMyBuckets
            HEAD_BUCKET                                    ListBucket
            LIST_OBJECTS                                   ListBucket
            LIST_OBJECTS_V2                                ListBucket
            LIST_OBJECT_VERSIONS                           ListBucketVersions
            LIST_MULTIPART_UPLOADS                         ListBucketMultipartUploads
            POST_OBJECT                                    PutObject
            HEAD_OBJECT                                    GetObject
            COPY_OBJECT                                    PutObject
            RENAME_OBJECT                                  PutObject
            SELECT_OBJECT_CONTENT                          GetObject
            GET_OBJECT_ATTRIBUTES                          GetObject GetObjectAttributes
            CREATE_MULTIPART_UPLOAD                        PutObject
            UPLOAD_PART                                    PutObject
            UPLOAD_PART_COPY                               PutObject
            COMPLETE_MULTIPART_UPLOAD                      PutObject
            LIST_PARTS                                     ListMultipartUploadParts
            GET_BUCKET_ACCELERATE_CONFIGURATION            GetAccelerateConfiguration
            PUT_BUCKET_ACCELERATE_CONFIGURATION            PutAccelerateConfiguration
            LIST_BUCKET_ANALYTICS_CONFIGURATIONS           GetAnalyticsConfiguration
            GET_BUCKET_ANALYTICS_CONFIGURATION             GetAnalyticsConfiguration
            PUT_BUCKET_ANALYTICS_CONFIGURATION             PutAnalyticsConfiguration
            DELETE_BUCKET_ANALYTICS_CONFIGURATION          PutAnalyticsConfiguration
            GET_BUCKET_CORS                                GetBucketCORS
            PUT_BUCKET_CORS                                PutBucketCORS
            DELETE_BUCKET_CORS                             PutBucketCORS
            GET_BUCKET_ENCRYPTION                          GetEncryptionConfiguration
            PUT_BUCKET_ENCRYPTION                          PutEncryptionConfiguration
            DELETE_BUCKET_ENCRYPTION                       PutEncryptionConfiguration
            LIST_BUCKET_INTELLIGENT_TIERING_CONFIGURATIONS GetIntelligentTieringConfiguration
            GET_BUCKET_INTELLIGENT_TIERING_CONFIGURATION   GetIntelligentTieringConfiguration
            PUT_BUCKET_INTELLIGENT_TIERING_CONFIGURATION   PutIntelligentTieringConfiguration
            DELETE_BUCKET_INTELLIGENT_TIERING_CONFIGURATION PutIntelligentTieringConfiguration
            LIST_BUCKET_INVENTORY_CONFIGURATIONS           GetInventoryConfiguration
            GET_BUCKET_INVENTORY_CONFIGURATION             GetInventoryConfiguration
            PUT_BUCKET_INVENTORY_CONFIGURATION             PutInventoryConfiguration
            DELETE_BUCKET_INVENTORY_CONFIGURATION          PutInventoryConfiguration
            GET_BUCKET_LIFECYCLE_CONFIGURATION             GetLifecycleConfiguration
            PUT_BUCKET_LIFECYCLE_CONFIGURATION             PutLifecycleConfiguration
            DELETE_BUCKET_LIFECYCLE                        PutLifecycleConfiguration
            CREATE_BUCKET_METADATA_CONFIGURATION           CreateBucketMetadataTableConfiguration
            GET_BUCKET_METADATA_CONFIGURATION              GetBucketMetadataTableConfiguration
            DELETE_BUCKET_METADATA_CONFIGURATION           DeleteBucketMetadataTableConfiguration
            LIST_BUCKET_METRICS_CONFIGURATIONS             GetMetricsConfiguration
            GET_BUCKET_METRICS_CONFIGURATION               GetMetricsConfiguration
            PUT_BUCKET_METRICS_CONFIGURATION               PutMetricsConfiguration
            DELETE_BUCKET_METRICS_CONFIGURATION            PutMetricsConfiguration
            GET_BUCKET_NOTIFICATION_CONFIGURATION          GetBucketNotification
            PUT_BUCKET_NOTIFICATION_CONFIGURATION          PutBucketNotification
            GET_OBJECT_LOCK_CONFIGURATION                  GetBucketObjectLockConfiguration
            PUT_OBJECT_LOCK_CONFIGURATION                  PutBucketObjectLockConfiguration
            DELETE_BUCKET_OWNERSHIP_CONTROLS               PutBucketOwnershipControls
            GET_PUBLIC_ACCESS_BLOCK                        GetBucketPublicAccessBlock
            PUT_PUBLIC_ACCESS_BLOCK                        PutBucketPublicAccessBlock
            DELETE_PUBLIC_ACCESS_BLOCK                     PutBucketPublicAccessBlock
            GET_BUCKET_REPLICATION                         GetReplicationConfiguration
            PUT_BUCKET_REPLICATION                         PutReplicationConfiguration
            DELETE_BUCKET_REPLICATION                      PutReplicationConfiguration
            DELETE_BUCKET_TAGGING                          PutBucketTagging
            """;

    /** The permissions that are others if the request names a version. */
    private static final Map<String, String> OF_VERSIONS = Map.of(
            "DeleteObject", "DeleteObjectVersion",
            "DeleteObjectTagging", "DeleteObjectVersionTagging",
            "GetObject", "GetObjectVersion",
            "GetObjectAcl", "GetObjectVersionAcl",
            "GetObjectAttributes", "GetObjectVersionAttributes",
            "GetObjectTagging", "GetObjectVersionTagging",
            "GetObjectTorrent", "GetObjectVersionTorrent",
            "PutObjectAcl", "PutObjectVersionAcl",
            "PutObjectTagging", "PutObjectVersionTagging");

    private static final Map<S3Action, Set<String>> OF_ACTIONS = ofActions();
    private static final Map<S3Action, Set<String>> WITH_VERSION = withVersion();

    private ActionPermissions() {}

    private static Map<S3Action, Set<String>> ofActions() {
        Map<S3Action, Set<String>> permissions = new EnumMap<>(S3Action.class);
        for (S3Action action : EnumSet.allOf(S3Action.class)) {
            permissions.put(action, Set.of(action.operation()));
        }
        OTHERS.lines().forEach(line -> {
            String[] columns = line.split("\\s+", 2);
            permissions.put(S3Action.valueOf(columns[0]), Set.of(columns[1].split(" ", -1)));
        });
        // Each key of the request needs its own.
        permissions.put(S3Action.DELETE_OBJECTS, Set.of());
        return permissions;
    }

    private static Map<S3Action, Set<String>> withVersion() {
        Map<S3Action, Set<String>> permissions = new EnumMap<>(S3Action.class);
        OF_ACTIONS.forEach((action, names) -> {
            Set<String> others = new TreeSet<>();
            names.forEach(name -> others.add(OF_VERSIONS.getOrDefault(name, name)));
            permissions.put(action, Set.copyOf(others));
        });
        return permissions;
    }

    /** The permissions of an operation, on a version that the request names or not. */
    static Set<String> of(S3Action action, boolean version) {
        return (version ? WITH_VERSION : OF_ACTIONS).getOrDefault(action, Set.of());
    }
}
