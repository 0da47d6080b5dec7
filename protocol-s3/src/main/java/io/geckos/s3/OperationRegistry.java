package io.geckos.s3;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.error.StorageCapability;
import io.geckos.domain.multipart.MultipartStore;
import io.geckos.domain.object.ObjectStore;
import io.geckos.domain.security.BucketPolicyChecker;
import io.geckos.s3.access.DeleteBucketOwnershipControls;
import io.geckos.s3.access.DeleteBucketPolicy;
import io.geckos.s3.access.GetBucketAcl;
import io.geckos.s3.access.GetBucketOwnershipControls;
import io.geckos.s3.access.GetBucketPolicy;
import io.geckos.s3.access.GetBucketPolicyStatus;
import io.geckos.s3.access.PutBucketAcl;
import io.geckos.s3.access.PutBucketOwnershipControls;
import io.geckos.s3.access.PutBucketPolicy;
import io.geckos.s3.api.EncryptionSettings;
import io.geckos.s3.api.S3Settings;
import io.geckos.s3.bucket.BucketSettingOperations;
import io.geckos.s3.bucket.CreateBucket;
import io.geckos.s3.bucket.DeleteBucket;
import io.geckos.s3.bucket.GetBucketLocation;
import io.geckos.s3.bucket.GetBucketVersioning;
import io.geckos.s3.bucket.HeadBucket;
import io.geckos.s3.bucket.ListBuckets;
import io.geckos.s3.bucket.PutBucketVersioning;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.encryption.BucketEncryptionOperations;
import io.geckos.s3.encryption.Encryption;
import io.geckos.s3.encryption.EncryptionHeaders;
import io.geckos.s3.form.PostObject;
import io.geckos.s3.listing.ListObjectVersions;
import io.geckos.s3.listing.ListObjects;
import io.geckos.s3.listing.ListObjectsV2;
import io.geckos.s3.lock.GetObjectLegalHold;
import io.geckos.s3.lock.GetObjectLockConfiguration;
import io.geckos.s3.lock.GetObjectRetention;
import io.geckos.s3.lock.ObjectLockHeaders;
import io.geckos.s3.lock.PutObjectLegalHold;
import io.geckos.s3.lock.PutObjectLockConfiguration;
import io.geckos.s3.lock.PutObjectRetention;
import io.geckos.s3.multipart.AbortMultipartUpload;
import io.geckos.s3.multipart.CompleteMultipartUpload;
import io.geckos.s3.multipart.CreateMultipartUpload;
import io.geckos.s3.multipart.ListMultipartUploads;
import io.geckos.s3.multipart.ListParts;
import io.geckos.s3.multipart.UploadPart;
import io.geckos.s3.multipart.UploadPartCopy;
import io.geckos.s3.object.CopyObject;
import io.geckos.s3.object.DeleteObject;
import io.geckos.s3.object.DeleteObjects;
import io.geckos.s3.object.GetObject;
import io.geckos.s3.object.GetObjectAcl;
import io.geckos.s3.object.GetObjectAttributes;
import io.geckos.s3.object.HeadObject;
import io.geckos.s3.object.PutObject;
import io.geckos.s3.object.PutObjectAcl;
import io.geckos.s3.object.RenameObject;
import io.geckos.s3.routing.S3Action;
import io.geckos.s3.tagging.DeleteObjectTagging;
import io.geckos.s3.tagging.GetObjectTagging;
import io.geckos.s3.tagging.PutObjectTagging;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** The operations that are served, as far as the storage can do what they ask for; every other is NotImplemented. */
final class OperationRegistry {
    private final Map<S3Action, S3Operation> served = new EnumMap<>(S3Action.class);

    private final Set<StorageCapability> capabilities;
    private final EncryptionSettings encrypting;
    private final Encryption encryption;

    OperationRegistry(S3Settings settings, Storage storage, BucketPolicyChecker policyChecker) {
        capabilities = storage.capabilities();
        encrypting = settings.encryption();
        encryption = new Encryption(storage, encrypting);
        serveBuckets(settings, storage.buckets());
        serveBucketProperties(storage.buckets());
        serveListings(storage.objects());
        serveObjects(storage.objects());
        serveObjectProperties(storage.objects());
        serveUploads(storage.uploads());
        servePolicies(storage.buckets(), policyChecker);
        serveVersioning(storage.buckets());
        serveObjectLock(storage.buckets(), storage.objects());
    }

    private void servePolicies(BucketRepository buckets, BucketPolicyChecker policyChecker) {
        served.put(S3Action.GET_BUCKET_POLICY, new GetBucketPolicy(buckets, policyChecker));
        served.put(S3Action.PUT_BUCKET_POLICY, new PutBucketPolicy(buckets, policyChecker));
        served.put(S3Action.DELETE_BUCKET_POLICY, new DeleteBucketPolicy(buckets));
        served.put(S3Action.GET_BUCKET_POLICY_STATUS, new GetBucketPolicyStatus(buckets, policyChecker));
        served.put(S3Action.GET_BUCKET_OWNERSHIP_CONTROLS, new GetBucketOwnershipControls(buckets));
        served.put(S3Action.PUT_BUCKET_OWNERSHIP_CONTROLS, new PutBucketOwnershipControls(buckets));
        served.put(S3Action.DELETE_BUCKET_OWNERSHIP_CONTROLS, new DeleteBucketOwnershipControls(buckets));
    }

    private void serveVersioning(BucketRepository buckets) {
        served.put(S3Action.GET_BUCKET_VERSIONING, new GetBucketVersioning(buckets));
        if (capabilities.contains(StorageCapability.VERSIONING)) {
            served.put(S3Action.PUT_BUCKET_VERSIONING, new PutBucketVersioning(buckets));
        }
    }

    private void serveObjectLock(BucketRepository buckets, ObjectStore objects) {
        served.put(S3Action.GET_OBJECT_LOCK_CONFIGURATION, new GetObjectLockConfiguration());
        served.put(S3Action.GET_OBJECT_RETENTION, new GetObjectRetention(objects));
        served.put(S3Action.GET_OBJECT_LEGAL_HOLD, new GetObjectLegalHold(objects));
        if (capabilities.contains(StorageCapability.OBJECT_LOCK)) {
            served.put(S3Action.PUT_OBJECT_LOCK_CONFIGURATION, new PutObjectLockConfiguration(buckets));
            served.put(S3Action.PUT_OBJECT_RETENTION, new PutObjectRetention(objects));
            served.put(S3Action.PUT_OBJECT_LEGAL_HOLD, new PutObjectLegalHold(objects));
        }
    }

    /** What requests may carry of what an operation understands: nothing that the server cannot obey. */
    private SupportedParameters obeyed(SupportedParameters understood) {
        SupportedParameters obeyed =
                encrypting.sealer().isPresent() ? understood : understood.without(EncryptionHeaders.ALL);
        return capabilities.contains(StorageCapability.OBJECT_LOCK)
                ? obeyed
                : obeyed.without(ObjectLockHeaders.ACCEPTS);
    }

    private void serveBuckets(S3Settings settings, BucketRepository buckets) {
        served.put(S3Action.LIST_BUCKETS, new ListBuckets(buckets, settings));
        served.put(
                S3Action.CREATE_BUCKET,
                new CreateBucket(buckets, settings, capabilities.contains(StorageCapability.OBJECT_LOCK)));
        served.put(S3Action.HEAD_BUCKET, new HeadBucket(buckets, settings));
        served.put(S3Action.DELETE_BUCKET, new DeleteBucket(buckets));
        served.put(S3Action.GET_BUCKET_LOCATION, new GetBucketLocation(buckets, settings));
    }

    private void serveBucketProperties(BucketRepository buckets) {
        served.putAll(BucketSettingOperations.of(buckets));
        served.putAll(BucketEncryptionOperations.of(buckets, encrypting));
        served.put(S3Action.GET_BUCKET_ACL, new GetBucketAcl(buckets));
        served.put(S3Action.PUT_BUCKET_ACL, new PutBucketAcl(buckets));
    }

    private void serveListings(ObjectStore objects) {
        served.put(S3Action.LIST_OBJECTS, new ListObjects(objects));
        served.put(S3Action.LIST_OBJECTS_V2, new ListObjectsV2(objects));
        served.put(S3Action.LIST_OBJECT_VERSIONS, new ListObjectVersions(objects));
    }

    private void serveObjects(ObjectStore objects) {
        served.put(S3Action.GET_OBJECT, new GetObject(encryption));
        served.put(S3Action.HEAD_OBJECT, new HeadObject(encryption));
        served.put(S3Action.PUT_OBJECT, new PutObject(encryption));
        served.put(S3Action.POST_OBJECT, new PostObject(encryption, obeyed(PostObject.FIELDS)));
        served.put(S3Action.COPY_OBJECT, new CopyObject(objects, encryption));
        served.put(S3Action.RENAME_OBJECT, new RenameObject(objects));
        served.put(S3Action.DELETE_OBJECT, new DeleteObject(objects));
        served.put(S3Action.DELETE_OBJECTS, new DeleteObjects(objects));
    }

    private void serveObjectProperties(ObjectStore objects) {
        served.put(S3Action.GET_OBJECT_ATTRIBUTES, new GetObjectAttributes(encryption));
        served.put(S3Action.GET_OBJECT_ACL, new GetObjectAcl(objects));
        served.put(S3Action.PUT_OBJECT_ACL, new PutObjectAcl(objects));
        served.put(S3Action.GET_OBJECT_TAGGING, new GetObjectTagging(objects));
        served.put(S3Action.PUT_OBJECT_TAGGING, new PutObjectTagging(objects));
        served.put(S3Action.DELETE_OBJECT_TAGGING, new DeleteObjectTagging(objects));
    }

    private void serveUploads(MultipartStore uploads) {
        served.put(S3Action.CREATE_MULTIPART_UPLOAD, new CreateMultipartUpload(encryption));
        served.put(S3Action.UPLOAD_PART, new UploadPart(uploads, encryption));
        served.put(S3Action.UPLOAD_PART_COPY, new UploadPartCopy(uploads, encryption));
        served.put(S3Action.COMPLETE_MULTIPART_UPLOAD, new CompleteMultipartUpload(uploads, encryption));
        served.put(S3Action.ABORT_MULTIPART_UPLOAD, new AbortMultipartUpload(uploads));
        served.put(S3Action.LIST_MULTIPART_UPLOADS, new ListMultipartUploads(uploads));
        served.put(S3Action.LIST_PARTS, new ListParts(uploads, encryption));
    }

    /** The operation for an action; throws {@link S3Error#NotImplemented} if there is none. */
    S3Operation serving(S3Action action) {
        S3Operation operation = served.get(action);
        if (operation == null) {
            throw new S3Exception(S3Error.NotImplemented, action.operation() + " is not implemented");
        }
        return operation;
    }

    /** What requests for an operation that is served may carry. */
    SupportedParameters accepts(S3Action action) {
        return obeyed(serving(action).accepts());
    }

    /** What is served. */
    Set<S3Action> served() {
        return served.keySet();
    }
}
