package io.geckos.access.policy;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A permission of S3, as policies name it.
 *
 * @param name the name with its service, {@code s3:GetObject}
 * @param type what it is a permission for
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html">Actions of S3</a>
 */
public record S3Permission(String name, Type type) {
    /** Kinds of resources. */
    public enum Type {
        SERVICE,
        BUCKET,
        OBJECT
    }

    /** Most are of operations on accounts, access points and jobs, which are not served; policies from elsewhere name them. */
    private static final String OF_SERVICE = """
            ListAllMyBuckets CreateAccessPoint CreateJob DeleteAccessPoint DeleteAccessPointPolicy DeleteJobTagging
            DeleteStorageLensConfiguration DescribeJob GetAccessPoint GetAccessPointPolicy GetAccessPointPolicyStatus
            GetAccountPublicAccessBlock GetJobTagging GetStorageLensConfiguration GetStorageLensDashboard
            ListAccessPoints ListJobs ListMultiRegionAccessPoints ListStorageLensConfigurations PutAccessPointPolicy
            PutAccessPointPublicAccessBlock PutAccountPublicAccessBlock PutJobTagging PutStorageLensConfiguration
            UpdateJobPriority UpdateJobStatus
            """;

    private static final String OF_BUCKETS = """
            CreateBucket CreateBucketMetadataTableConfiguration CreateSession DeleteBucket
            DeleteBucketMetadataTableConfiguration DeleteBucketPolicy DeleteBucketWebsite GetAccelerateConfiguration
            GetAnalyticsConfiguration GetBucketAbac GetBucketAcl GetBucketCORS GetBucketLocation GetBucketLogging
            GetBucketMetadataTableConfiguration GetBucketNotification GetBucketObjectLockConfiguration
            GetBucketOwnershipControls GetBucketPolicy GetBucketPolicyStatus GetBucketPublicAccessBlock
            GetBucketRequestPayment GetBucketTagging GetBucketVersioning GetBucketWebsite GetEncryptionConfiguration
            GetIntelligentTieringConfiguration GetInventoryConfiguration GetLifecycleConfiguration
            GetMetricsConfiguration GetReplicationConfiguration ListBucket ListBucketMultipartUploads
            ListBucketVersions PutAccelerateConfiguration PutAnalyticsConfiguration PutBucketAbac PutBucketAcl
            PutBucketCORS PutBucketLogging PutBucketNotification PutBucketObjectLockConfiguration
            PutBucketOwnershipControls PutBucketPolicy PutBucketPublicAccessBlock PutBucketRequestPayment
            PutBucketTagging PutBucketVersioning PutBucketWebsite PutEncryptionConfiguration
            PutIntelligentTieringConfiguration PutInventoryConfiguration PutLifecycleConfiguration
            PutMetricsConfiguration PutReplicationConfiguration UpdateBucketMetadataAnnotationTableConfiguration
            UpdateBucketMetadataInventoryTableConfiguration UpdateBucketMetadataJournalTableConfiguration
            """;

    private static final String OF_OBJECTS = """
            AbortMultipartUpload BypassGovernanceRetention DeleteObject DeleteObjectAnnotation DeleteObjectTagging
            DeleteObjectVersion DeleteObjectVersionTagging GetObject GetObjectAcl GetObjectAnnotation
            GetObjectAttributes GetObjectLegalHold GetObjectRetention GetObjectTagging GetObjectTorrent
            GetObjectVersion GetObjectVersionAcl GetObjectVersionAttributes GetObjectVersionTagging
            GetObjectVersionForReplication GetObjectVersionTorrent InitiateReplication ListMultipartUploadParts ListObjectAnnotations ObjectOwnerOverrideToBucketOwner
            PutObject PutObjectAcl PutObjectAnnotation PutObjectLegalHold PutObjectRetention PutObjectTagging
            PutObjectVersionAcl PutObjectVersionTagging ReplicateDelete ReplicateObject ReplicateTags
            RestoreObject UpdateObjectEncryption
            """;

    private static final Map<String, S3Permission> ALL = all();

    private static Map<String, S3Permission> all() {
        Map<String, S3Permission> all = new LinkedHashMap<>();
        add(all, OF_SERVICE, Type.SERVICE);
        add(all, OF_BUCKETS, Type.BUCKET);
        add(all, OF_OBJECTS, Type.OBJECT);
        return all;
    }

    private static void add(Map<String, S3Permission> all, String names, Type type) {
        for (String name : names.strip().split("\\s+", -1)) {
            all.put(("s3:" + name).toLowerCase(Locale.ROOT), new S3Permission("s3:" + name, type));
        }
    }

    /** All of them. */
    public static Collection<S3Permission> values() {
        return ALL.values();
    }

    /** The permission of a name with its service; upper and lower case do not matter. */
    public static Optional<S3Permission> named(String name) {
        return Optional.ofNullable(ALL.get(name.toLowerCase(Locale.ROOT)));
    }
}
