package io.geckos.s3.routing;

import static io.geckos.s3.routing.ResourceType.BUCKET;
import static io.geckos.s3.routing.ResourceType.OBJECT;
import static io.geckos.s3.routing.ResourceType.SERVICE;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every operation of S3, whether this server has it or not, with the form of its requests. This is the only table for
 * dispatch. Two have no request of their own: ListDirectoryBuckets is a ListBuckets sent to another host, and
 * WriteGetObjectResponse is sent to a host of Lambda's.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html">Amazon
 *     S3 operations</a>
 */
public enum S3Action {
    // The service and its buckets.
    LIST_BUCKETS(Route.of("GET", SERVICE)),
    CREATE_BUCKET(Route.of("PUT", BUCKET)),
    HEAD_BUCKET(Route.of("HEAD", BUCKET)),
    DELETE_BUCKET(Route.of("DELETE", BUCKET)),
    GET_BUCKET_LOCATION(Route.of("GET", BUCKET).query("location")),
    CREATE_SESSION(Route.of("GET", BUCKET).query("session")),
    LIST_OBJECTS(Route.of("GET", BUCKET)),
    LIST_OBJECTS_V2(Route.of("GET", BUCKET).query("list-type")),
    LIST_OBJECT_VERSIONS(Route.of("GET", BUCKET).query("versions")),
    LIST_MULTIPART_UPLOADS(Route.of("GET", BUCKET).query("uploads")),
    DELETE_OBJECTS(Route.of("POST", BUCKET).query("delete")),
    POST_OBJECT(Route.of("POST", BUCKET)),
    // Objects.
    GET_OBJECT(Route.of("GET", OBJECT)),
    HEAD_OBJECT(Route.of("HEAD", OBJECT)),
    PUT_OBJECT(Route.of("PUT", OBJECT)),
    COPY_OBJECT(Route.of("PUT", OBJECT).header("x-amz-copy-source")),
    DELETE_OBJECT(Route.of("DELETE", OBJECT)),
    RENAME_OBJECT(Route.of("PUT", OBJECT).query("renameObject")),
    RESTORE_OBJECT(Route.of("POST", OBJECT).query("restore")),
    SELECT_OBJECT_CONTENT(Route.of("POST", OBJECT).query("select")),
    GET_OBJECT_ACL(Route.of("GET", OBJECT).query("acl")),
    PUT_OBJECT_ACL(Route.of("PUT", OBJECT).query("acl")),
    GET_OBJECT_ATTRIBUTES(Route.of("GET", OBJECT).query("attributes")),
    UPDATE_OBJECT_ENCRYPTION(Route.of("PUT", OBJECT).query("encryption")),
    GET_OBJECT_LEGAL_HOLD(Route.of("GET", OBJECT).query("legal-hold")),
    PUT_OBJECT_LEGAL_HOLD(Route.of("PUT", OBJECT).query("legal-hold")),
    GET_OBJECT_RETENTION(Route.of("GET", OBJECT).query("retention")),
    PUT_OBJECT_RETENTION(Route.of("PUT", OBJECT).query("retention")),
    GET_OBJECT_TAGGING(Route.of("GET", OBJECT).query("tagging")),
    PUT_OBJECT_TAGGING(Route.of("PUT", OBJECT).query("tagging")),
    DELETE_OBJECT_TAGGING(Route.of("DELETE", OBJECT).query("tagging")),
    GET_OBJECT_ANNOTATION(Route.of("GET", OBJECT).query("annotation", "annotationName")),
    LIST_OBJECT_ANNOTATIONS(Route.of("GET", OBJECT).query("annotation")),
    PUT_OBJECT_ANNOTATION(Route.of("PUT", OBJECT).query("annotation")),
    DELETE_OBJECT_ANNOTATION(Route.of("DELETE", OBJECT).query("annotation")),
    GET_OBJECT_TORRENT(Route.of("GET", OBJECT).query("torrent")),
    // Uploads in parts.
    CREATE_MULTIPART_UPLOAD(Route.of("POST", OBJECT).query("uploads")),
    UPLOAD_PART(Route.of("PUT", OBJECT).query("uploadId", "partNumber")),
    UPLOAD_PART_COPY(Route.of("PUT", OBJECT).query("uploadId", "partNumber").header("x-amz-copy-source")),
    COMPLETE_MULTIPART_UPLOAD(Route.of("POST", OBJECT).query("uploadId")),
    ABORT_MULTIPART_UPLOAD(Route.of("DELETE", OBJECT).query("uploadId")),
    LIST_PARTS(Route.of("GET", OBJECT).query("uploadId")),
    // Settings of a bucket.
    GET_BUCKET_ABAC(Route.of("GET", BUCKET).query("abac")),
    PUT_BUCKET_ABAC(Route.of("PUT", BUCKET).query("abac")),
    GET_BUCKET_ACCELERATE_CONFIGURATION(Route.of("GET", BUCKET).query("accelerate")),
    PUT_BUCKET_ACCELERATE_CONFIGURATION(Route.of("PUT", BUCKET).query("accelerate")),
    GET_BUCKET_ACL(Route.of("GET", BUCKET).query("acl")),
    PUT_BUCKET_ACL(Route.of("PUT", BUCKET).query("acl")),
    LIST_BUCKET_ANALYTICS_CONFIGURATIONS(Route.of("GET", BUCKET).query("analytics")),
    GET_BUCKET_ANALYTICS_CONFIGURATION(Route.of("GET", BUCKET).query("analytics", "id")),
    PUT_BUCKET_ANALYTICS_CONFIGURATION(Route.of("PUT", BUCKET).query("analytics")),
    DELETE_BUCKET_ANALYTICS_CONFIGURATION(Route.of("DELETE", BUCKET).query("analytics")),
    GET_BUCKET_CORS(Route.of("GET", BUCKET).query("cors")),
    PUT_BUCKET_CORS(Route.of("PUT", BUCKET).query("cors")),
    DELETE_BUCKET_CORS(Route.of("DELETE", BUCKET).query("cors")),
    GET_BUCKET_ENCRYPTION(Route.of("GET", BUCKET).query("encryption")),
    PUT_BUCKET_ENCRYPTION(Route.of("PUT", BUCKET).query("encryption")),
    DELETE_BUCKET_ENCRYPTION(Route.of("DELETE", BUCKET).query("encryption")),
    LIST_BUCKET_INTELLIGENT_TIERING_CONFIGURATIONS(Route.of("GET", BUCKET).query("intelligent-tiering")),
    GET_BUCKET_INTELLIGENT_TIERING_CONFIGURATION(Route.of("GET", BUCKET).query("intelligent-tiering", "id")),
    PUT_BUCKET_INTELLIGENT_TIERING_CONFIGURATION(Route.of("PUT", BUCKET).query("intelligent-tiering")),
    DELETE_BUCKET_INTELLIGENT_TIERING_CONFIGURATION(Route.of("DELETE", BUCKET).query("intelligent-tiering")),
    LIST_BUCKET_INVENTORY_CONFIGURATIONS(Route.of("GET", BUCKET).query("inventory")),
    GET_BUCKET_INVENTORY_CONFIGURATION(Route.of("GET", BUCKET).query("inventory", "id")),
    PUT_BUCKET_INVENTORY_CONFIGURATION(Route.of("PUT", BUCKET).query("inventory")),
    DELETE_BUCKET_INVENTORY_CONFIGURATION(Route.of("DELETE", BUCKET).query("inventory")),
    GET_BUCKET_LIFECYCLE_CONFIGURATION(Route.of("GET", BUCKET).query("lifecycle")),
    PUT_BUCKET_LIFECYCLE_CONFIGURATION(Route.of("PUT", BUCKET).query("lifecycle")),
    DELETE_BUCKET_LIFECYCLE(Route.of("DELETE", BUCKET).query("lifecycle")),
    GET_BUCKET_LOGGING(Route.of("GET", BUCKET).query("logging")),
    PUT_BUCKET_LOGGING(Route.of("PUT", BUCKET).query("logging")),
    CREATE_BUCKET_METADATA_CONFIGURATION(Route.of("POST", BUCKET).query("metadataConfiguration")),
    GET_BUCKET_METADATA_CONFIGURATION(Route.of("GET", BUCKET).query("metadataConfiguration")),
    DELETE_BUCKET_METADATA_CONFIGURATION(Route.of("DELETE", BUCKET).query("metadataConfiguration")),
    UPDATE_BUCKET_METADATA_ANNOTATION_TABLE_CONFIGURATION(
            Route.of("PUT", BUCKET).query("metadataAnnotationTable")),
    UPDATE_BUCKET_METADATA_INVENTORY_TABLE_CONFIGURATION(Route.of("PUT", BUCKET).query("metadataInventoryTable")),
    UPDATE_BUCKET_METADATA_JOURNAL_TABLE_CONFIGURATION(Route.of("PUT", BUCKET).query("metadataJournalTable")),
    CREATE_BUCKET_METADATA_TABLE_CONFIGURATION(Route.of("POST", BUCKET).query("metadataTable")),
    GET_BUCKET_METADATA_TABLE_CONFIGURATION(Route.of("GET", BUCKET).query("metadataTable")),
    DELETE_BUCKET_METADATA_TABLE_CONFIGURATION(Route.of("DELETE", BUCKET).query("metadataTable")),
    LIST_BUCKET_METRICS_CONFIGURATIONS(Route.of("GET", BUCKET).query("metrics")),
    GET_BUCKET_METRICS_CONFIGURATION(Route.of("GET", BUCKET).query("metrics", "id")),
    PUT_BUCKET_METRICS_CONFIGURATION(Route.of("PUT", BUCKET).query("metrics")),
    DELETE_BUCKET_METRICS_CONFIGURATION(Route.of("DELETE", BUCKET).query("metrics")),
    GET_BUCKET_NOTIFICATION_CONFIGURATION(Route.of("GET", BUCKET).query("notification")),
    PUT_BUCKET_NOTIFICATION_CONFIGURATION(Route.of("PUT", BUCKET).query("notification")),
    GET_OBJECT_LOCK_CONFIGURATION(Route.of("GET", BUCKET).query("object-lock")),
    PUT_OBJECT_LOCK_CONFIGURATION(Route.of("PUT", BUCKET).query("object-lock")),
    GET_BUCKET_OWNERSHIP_CONTROLS(Route.of("GET", BUCKET).query("ownershipControls")),
    PUT_BUCKET_OWNERSHIP_CONTROLS(Route.of("PUT", BUCKET).query("ownershipControls")),
    DELETE_BUCKET_OWNERSHIP_CONTROLS(Route.of("DELETE", BUCKET).query("ownershipControls")),
    GET_BUCKET_POLICY(Route.of("GET", BUCKET).query("policy")),
    PUT_BUCKET_POLICY(Route.of("PUT", BUCKET).query("policy")),
    DELETE_BUCKET_POLICY(Route.of("DELETE", BUCKET).query("policy")),
    GET_BUCKET_POLICY_STATUS(Route.of("GET", BUCKET).query("policyStatus")),
    GET_PUBLIC_ACCESS_BLOCK(Route.of("GET", BUCKET).query("publicAccessBlock")),
    PUT_PUBLIC_ACCESS_BLOCK(Route.of("PUT", BUCKET).query("publicAccessBlock")),
    DELETE_PUBLIC_ACCESS_BLOCK(Route.of("DELETE", BUCKET).query("publicAccessBlock")),
    GET_BUCKET_REPLICATION(Route.of("GET", BUCKET).query("replication")),
    PUT_BUCKET_REPLICATION(Route.of("PUT", BUCKET).query("replication")),
    DELETE_BUCKET_REPLICATION(Route.of("DELETE", BUCKET).query("replication")),
    GET_BUCKET_REQUEST_PAYMENT(Route.of("GET", BUCKET).query("requestPayment")),
    PUT_BUCKET_REQUEST_PAYMENT(Route.of("PUT", BUCKET).query("requestPayment")),
    GET_BUCKET_TAGGING(Route.of("GET", BUCKET).query("tagging")),
    PUT_BUCKET_TAGGING(Route.of("PUT", BUCKET).query("tagging")),
    DELETE_BUCKET_TAGGING(Route.of("DELETE", BUCKET).query("tagging")),
    GET_BUCKET_VERSIONING(Route.of("GET", BUCKET).query("versioning")),
    PUT_BUCKET_VERSIONING(Route.of("PUT", BUCKET).query("versioning")),
    GET_BUCKET_WEBSITE(Route.of("GET", BUCKET).query("website")),
    PUT_BUCKET_WEBSITE(Route.of("PUT", BUCKET).query("website")),
    DELETE_BUCKET_WEBSITE(Route.of("DELETE", BUCKET).query("website")),
    // The preflight request of a browser.
    PREFLIGHT(Route.of("OPTIONS", SERVICE), Route.of("OPTIONS", BUCKET), Route.of("OPTIONS", OBJECT));

    // The list is immutable.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Route> routes;

    private final String operation;

    S3Action(Route... routes) {
        this.routes = List.of(routes);
        this.operation = Stream.of(name().split("_", -1))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    /** The forms of its requests. */
    public List<Route> routes() {
        return routes;
    }

    /**
     * The permissions that the operation needs, by the names that policies have for them, without {@code s3:}. None if each
     * part of the request needs its own.
     *
     * @param version whether the request names a version of its object
     */
    public Set<String> permissions(boolean version) {
        return ActionPermissions.of(this, version);
    }

    /** The name that logs and metrics use, as S3 writes it: {@code ListObjectsV2}. */
    public String operation() {
        return operation;
    }
}
