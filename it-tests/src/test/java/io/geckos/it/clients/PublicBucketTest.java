package io.geckos.it.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.it.testkit.ServerLaunch;
import io.geckos.it.testkit.ServerProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.Permission;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Policies of buckets as the AWS SDK for Java puts and meets them, with credentials and without. */
class PublicBucketTest {
    private static final String BUCKET = "public";
    private static final String READABLE = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject",
              "Resource": "arn:aws:s3:::public/*"}]}""";
    private static final String UNDELETABLE = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:DeleteObject*",
              "Resource": "arn:aws:s3:::public/kept/*"}]}""";

    private static final OwnershipControlsRule ENFORCED = OwnershipControlsRule.builder()
            .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
            .build();

    @TempDir
    Path data;

    @Test
    void aPolicyOpensABucketAndClosesItAlsoAcrossARestart() throws Exception {
        try (ServerProcess server = ServerLaunch.on(data).start();
                S3Client owner = SdkClient.of(server);
                S3Client nobody = SdkClient.of(server, AnonymousCredentialsProvider.create())) {
            owner.createBucket(request -> request.bucket(BUCKET));
            put(owner, "hello");
            assertRefused("AccessDenied", 403, () -> get(nobody, "hello"));
            owner.putBucketPolicy(request -> request.bucket(BUCKET).policy(READABLE));
            assertEquals("of hello", get(nobody, "hello"));
            assertTrue(owner.getBucketPolicyStatus(request -> request.bucket(BUCKET))
                    .policyStatus()
                    .isPublic());
            assertEquals(
                    READABLE,
                    owner.getBucketPolicy(request -> request.bucket(BUCKET)).policy());
            assertRefused("AccessDenied", 403, () -> get(nobody, "none"));
            assertRefused("AccessDenied", 403, () -> put(nobody, "mine"));
            assertRefused("AccessDenied", 403, () -> nobody.listObjectsV2(request -> request.bucket(BUCKET)));
        }
        try (ServerProcess server = ServerLaunch.on(data).start();
                S3Client owner = SdkClient.of(server);
                S3Client nobody = SdkClient.of(server, AnonymousCredentialsProvider.create())) {
            assertEquals("of hello", get(nobody, "hello"));
            owner.putPublicAccessBlock(request -> request.bucket(BUCKET)
                    .publicAccessBlockConfiguration(
                            block -> block.restrictPublicBuckets(true).blockPublicPolicy(true)));
            assertRefused("AccessDenied", 403, () -> get(nobody, "hello"));
            assertRefused(
                    "AccessDenied",
                    403,
                    () -> owner.putBucketPolicy(
                            request -> request.bucket(BUCKET).policy(READABLE)));
            owner.deletePublicAccessBlock(request -> request.bucket(BUCKET));
            assertEquals("of hello", get(nobody, "hello"));
            owner.deleteBucketPolicy(request -> request.bucket(BUCKET));
            assertRefused("AccessDenied", 403, () -> get(nobody, "hello"));
        }
    }

    @Test
    void aDenialBindsTheOwnerForEachKey() throws Exception {
        try (ServerProcess server = ServerLaunch.on(data).start();
                S3Client owner = SdkClient.of(server)) {
            owner.createBucket(request -> request.bucket(BUCKET));
            put(owner, "kept/a");
            put(owner, "b");
            owner.putBucketPolicy(request -> request.bucket(BUCKET).policy(UNDELETABLE));
            assertRefused(
                    "AccessDenied",
                    403,
                    () -> owner.deleteObject(request -> request.bucket(BUCKET).key("kept/a")));
            Delete both = Delete.builder()
                    .objects(
                            ObjectIdentifier.builder().key("kept/a").build(),
                            ObjectIdentifier.builder().key("b").build())
                    .build();
            DeleteObjectsResponse deleted =
                    owner.deleteObjects(request -> request.bucket(BUCKET).delete(both));
            assertEquals("kept/a", deleted.errors().getFirst().key());
            assertEquals("AccessDenied", deleted.errors().getFirst().code());
            assertEquals("b", deleted.deleted().getFirst().key());
            assertRefused(
                    "MalformedPolicy",
                    400,
                    () -> owner.putBucketPolicy(
                            request -> request.bucket(BUCKET).policy(READABLE.replace("GetObject", "ReadObject"))));
            owner.deleteBucketPolicy(request -> request.bucket(BUCKET));
            owner.deleteObject(request -> request.bucket(BUCKET).key("kept/a"));
        }
    }

    @Test
    void uploadsAreMadePublicByTheirListsWhereListsCount() throws Exception {
        try (ServerProcess server = ServerLaunch.on(data)
                        .environment("GECKOS3_BUCKETS_OBJECT_OWNERSHIP", "ObjectWriter")
                        .start();
                S3Client owner = SdkClient.of(server)) {
            owner.createBucket(request -> request.bucket(BUCKET));
            put(owner, "closed");
            owner.putObject(
                    request -> request.bucket(BUCKET).key("open").acl(ObjectCannedACL.PUBLIC_READ),
                    RequestBody.fromString("of open"));
        }
        try (ServerProcess server = ServerLaunch.on(data)
                        .environment("GECKOS3_BUCKETS_OBJECT_OWNERSHIP", "ObjectWriter")
                        .start();
                S3Client owner = SdkClient.of(server);
                S3Client nobody = SdkClient.of(server, AnonymousCredentialsProvider.create())) {
            assertEquals("of open", get(nobody, "open"));
            assertRefused("AccessDenied", 403, () -> get(nobody, "closed"));
            owner.putObjectAcl(request -> request.bucket(BUCKET).key("closed").acl(ObjectCannedACL.PUBLIC_READ));
            assertEquals("of closed", get(nobody, "closed"));
            assertEquals(
                    Permission.READ,
                    owner.getObjectAcl(request -> request.bucket(BUCKET).key("closed"))
                            .grants()
                            .getLast()
                            .permission());
            owner.putBucketOwnershipControls(
                    request -> request.bucket(BUCKET).ownershipControls(controls -> controls.rules(ENFORCED)));
            assertRefused("AccessDenied", 403, () -> get(nobody, "open"));
            assertRefused(
                    "AccessControlListNotSupported",
                    400,
                    () -> owner.putObjectAcl(
                            request -> request.bucket(BUCKET).key("closed").acl(ObjectCannedACL.PUBLIC_READ)));
        }
    }

    private static void put(S3Client s3, String key) {
        s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString("of " + key));
    }

    private static String get(S3Client s3, String key) {
        return s3.getObjectAsBytes(request -> request.bucket(BUCKET).key(key)).asUtf8String();
    }

    private static void assertRefused(String code, int status, Executable call) {
        S3Exception refusal = assertThrows(S3Exception.class, call);
        assertEquals(code, refusal.awsErrorDetails().errorCode());
        assertEquals(status, refusal.statusCode());
    }
}
