package io.geckos.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.access.S3PolicyChecker;
import io.geckos.s3.access.AccessControlListTest;
import io.geckos.s3.access.BucketCorsTest;
import io.geckos.s3.access.BucketPolicyTest;
import io.geckos.s3.access.CorsFilterTest;
import io.geckos.s3.api.EncryptionSettings;
import io.geckos.s3.api.S3Settings;
import io.geckos.s3.bucket.BucketLifecycleTest;
import io.geckos.s3.bucket.BucketOperationsTest;
import io.geckos.s3.bucket.BucketSettingOperationsTest;
import io.geckos.s3.bucket.BucketVersioningTest;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.encryption.BucketEncryptionTest;
import io.geckos.s3.form.PostObjectTest;
import io.geckos.s3.listing.ListingTest;
import io.geckos.s3.lock.ObjectLockConfigurationTest;
import io.geckos.s3.lock.ObjectProtectionTest;
import io.geckos.s3.multipart.MultipartUploadTest;
import io.geckos.s3.object.CopyObjectTest;
import io.geckos.s3.object.DeleteObjectsTest;
import io.geckos.s3.object.GetObjectAttributesTest;
import io.geckos.s3.object.ObjectReadTest;
import io.geckos.s3.object.ObjectWriteTest;
import io.geckos.s3.object.RenameObjectTest;
import io.geckos.s3.routing.Route;
import io.geckos.s3.routing.S3Action;
import io.geckos.s3.tagging.TaggingTest;
import io.geckos.s3.testkit.FakeAuthenticator;
import io.geckos.sealing.LocalSealer;
import io.geckos.sealing.MasterKeys;
import io.geckos.storage.testkit.memory.MemoryStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * docs/compatibility.md says what the tables of operations say. When this fails, target/compatibility.md holds what the
 * document should be.
 */
class CompatibilityTest {
    private static final Path DOCUMENT = Path.of("../docs/compatibility.md");
    private static final Path MADE = Path.of("target/compatibility.md");
    private static final OperationRegistry OPERATIONS = new OperationRegistry(
            S3Settings.builder(FakeAuthenticator.OWNER)
                    .encryption(
                            new EncryptionSettings(Optional.of(new LocalSealer(MasterKeys.NONE)), false, false, false))
                    .build(),
            new MemoryStorage(),
            new S3PolicyChecker());

    /** Which test holds an operation, by the end of its name; the first that fits. */
    private static final List<Map.Entry<String, Class<?>>> HELD_BY = List.of(
            Map.entry("Preflight", CorsFilterTest.class),
            Map.entry("BucketVersioning", BucketVersioningTest.class),
            Map.entry("ObjectLockConfiguration", ObjectLockConfigurationTest.class),
            Map.entry("ObjectRetention", ObjectProtectionTest.class),
            Map.entry("ObjectLegalHold", ObjectProtectionTest.class),
            Map.entry("BucketEncryption", BucketEncryptionTest.class),
            Map.entry("BucketLifecycle", BucketLifecycleTest.class),
            Map.entry("BucketLifecycleConfiguration", BucketLifecycleTest.class),
            Map.entry("BucketCors", BucketCorsTest.class),
            Map.entry("BucketPolicy", BucketPolicyTest.class),
            Map.entry("BucketPolicyStatus", BucketPolicyTest.class),
            Map.entry("PublicAccessBlock", BucketPolicyTest.class),
            Map.entry("BucketOwnershipControls", AccessControlListTest.class),
            Map.entry("Acl", AccessControlListTest.class),
            Map.entry("Tagging", TaggingTest.class),
            Map.entry("PostObject", PostObjectTest.class),
            Map.entry("CopyObject", CopyObjectTest.class),
            Map.entry("RenameObject", RenameObjectTest.class),
            Map.entry("DeleteObjects", DeleteObjectsTest.class),
            Map.entry("ObjectAttributes", GetObjectAttributesTest.class),
            Map.entry("GetObject", ObjectReadTest.class),
            Map.entry("HeadObject", ObjectReadTest.class),
            Map.entry("PutObject", ObjectWriteTest.class),
            Map.entry("DeleteObject", ObjectWriteTest.class),
            Map.entry("ListObjects", ListingTest.class),
            Map.entry("ListObjectsV2", ListingTest.class),
            Map.entry("ListObjectVersions", ListingTest.class),
            Map.entry("MultipartUpload", MultipartUploadTest.class),
            Map.entry("MultipartUploads", MultipartUploadTest.class),
            Map.entry("UploadPart", MultipartUploadTest.class),
            Map.entry("UploadPartCopy", MultipartUploadTest.class),
            Map.entry("ListParts", MultipartUploadTest.class),
            Map.entry("ListBuckets", BucketOperationsTest.class),
            Map.entry("BucketLocation", BucketOperationsTest.class),
            Map.entry("CreateBucket", BucketOperationsTest.class),
            Map.entry("HeadBucket", BucketOperationsTest.class),
            Map.entry("DeleteBucket", BucketOperationsTest.class));

    private static final String DIFFERENCES = """

            ## What AWS answers otherwise

            Found by comparison with answers that AWS gave to others, and left so. [refusals](refusals.md) has the order of refusals.

            | request | AWS | here |
            |---|---|---|
            | PutObject and CopyObject with `If-Match: *` | 501 | the condition that the object is there |
            | CompleteMultipartUpload with a condition, after the key was written or deleted since the upload began | 409 ConditionalRequestConflict | the condition is checked against the object that is there |
            | uploads without a checksum, in one piece, in parts and by forms | a CRC64NVME is computed | so it is with `checksums.default = crc64nvme`; by default the object has no checksum |
            | objects for which nobody asked for encryption | encrypted, and `x-amz-server-side-encryption: AES256` says so | stored as they came, without the header, unless `encryption.default` or the bucket says otherwise |
            | requests with a key of the client in new buckets | blocked since 2026, until BlockedEncryptionTypes says NONE | served until it says SSE-C |
            | CompleteMultipartUpload with a FULL_OBJECT checksum and without its type | BadDigest | compared all the same |
            | CompleteMultipartUpload with checksums of parts, of an upload without an algorithm | InvalidPart | compared with those that the parts were sent with |
            | ListMultipartUploads that ends at a common prefix | an empty NextKeyMarker | the prefix, so that the next page goes on |
            | ListMultipartUploads with an `upload-id-marker` that is no upload of the key | InvalidArgument | goes on behind it, because uploads end between two pages |
            | ListObjectsV2 with `start-after` and `continuation-token` | no StartAfter | StartAfter as it was asked for |
            | a credential with an empty region, `ID/DATE//s3/aws4_request` | AuthorizationHeaderMalformed | served, unless `region` is set |
            | ListBuckets with the `bucket-region` of no region of AWS | InvalidArgument | no buckets |
            | DeleteObject and DeleteObjects with conditions on time or size | 501, as general purpose buckets have none | the conditions are checked; a missing object is 204, as in directory buckets |
            | `x-amz-bypass-governance-retention` where there is no lock | InvalidArgument | ignored, because tools that clean up send it |
            | PutObjectLockConfiguration with a default retention of zero or fewer days or years | InvalidArgument | InvalidRetentionPeriod, as Ceph's suite expects |
            | a `versionId` of the form that AWS, Ceph, MinIO or versitygw give theirs | InvalidArgument, unless it is of AWS's own | NoSuchVersion, and 204 to a deletion |
            | owners in listings and access control lists | no DisplayName | DisplayName |
            | DeleteObject with `versionId` and `If-Match` | 501 | the condition is checked against that version |
            | DeleteObject and DeleteObjects with `x-amz-mfa` | checked where MFA delete is on | ignored, because MFA delete cannot be turned on: `MfaDelete` `Enabled` is 501 |
            | BadDigest of a part by its Content-MD5 | ExpectedDigest in Base64 | in hexadecimal, as PutObject has it |
            """;

    @Test
    void theDocumentSaysWhatIsServed() throws IOException {
        String made = document();
        Files.createDirectories(MADE.getParent());
        Files.writeString(MADE, made);
        assertTrue(Files.exists(DOCUMENT), "no " + DOCUMENT);
        assertEquals(made, Files.readString(DOCUMENT));
    }

    private static String document() {
        String rows = Stream.of(S3Action.values()).map(CompatibilityTest::row).collect(Collectors.joining());
        return """
                # Compatibility

                Every operation of S3, the request that means it, and whether it is served. What is not served is refused with
                501 NotImplemented before anything is touched, and so is every parameter that an operation does not list,
                and every `x-amz-*` header that means something to S3 and that the operation does not list
                (`S3HeaderNamesTest` compares that list with the API model of the AWS SDK). Headers unknown to S3 are ignored,
                as S3 does. Reads ignore parameters that mean nothing to S3, and headers that mean something to writes only.
                The last column names the test that holds the line; `PipelineTest` holds those that are refused. This file
                is made by `CompatibilityTest`, which fails when it is out of date.

                Every request may carry the credentials of Signature Version 4, or of Version 2 as `auth.signature-v2` says,
                `x-amz-expected-bucket-owner`, `x-amz-request-payer: requester`, `x-amz-bypass-governance-retention` and `x-id`.
                Operations on uploads in parts need a storage engine that takes them. Forms carry in fields what PutObject
                carries in headers. IAM and STS have [a page of their own](iam.md).

                `x-amz-checksum-ALGORITHM` stands for the headers `x-amz-checksum-crc32`, `-crc32c`, `-crc64nvme`, `-md5`,
                `-sha1`, `-sha256`, `-sha512`, `-xxhash64`, `-xxhash3` and `-xxhash128`, for the same as trailers, and for
                `x-amz-sdk-checksum-algorithm`. xxHash is written big endian and with the seed 0, as the SDKs do. In uploads in
                parts CRC32 and CRC32C may be COMPOSITE (the default) or FULL_OBJECT, CRC64NVME is FULL_OBJECT, and all
                others are COMPOSITE; that AWS has it so for the five algorithms of 2026 is known from other servers
                that follow it, not from its documentation.

                Requests for encryption are served as `encryption.master-keys` allows ([encryption at rest](sealing.md)): by a key of the
                client always, by `x-amz-server-side-encryption: AES256` and by the default of a bucket with a master key, else 501.
                `aws:kms` is served with `encryption.kms = local`, else 501; `aws:kms:dsse` and a bucket key are 501. In requests that
                read, or send a part, `x-amz-server-side-encryption` is 400, as with S3 (`CustomerKeyTest`, `MasterKeyTest`,
                `KmsKeyTest`, `EncryptedUploadTest`).

                Storage classes are labels. `x-amz-storage-class` may name one of `storage.classes`, by default STANDARD and
                REDUCED_REDUNDANCY; any other is 400 InvalidStorageClass. The name is kept and answered as S3 does; the bytes lie where
                all others lie, and are as quick to read. As with S3, a copy is STANDARD unless it names a class, a copy of an object
                onto itself too (`StorageClassTest`).

                | operation | request | served | further parameters | headers | held by |
                |---|---|---|---|---|---|
                """ + rows + DIFFERENCES;
    }

    private static String row(S3Action action) {
        boolean served = isServed(action);
        SupportedParameters accepts =
                served && action != S3Action.PREFLIGHT ? OPERATIONS.accepts(action) : SupportedParameters.NOTHING;
        String requests =
                action.routes().stream().map(CompatibilityTest::request).collect(Collectors.joining(", "));
        return "| " + action.operation() + " | " + requests + " | " + (served ? "yes" : "no") + " | "
                + names(accepts.query()) + " | " + names(folded(accepts.headers())) + " | "
                + (served ? testOf(action.operation()) : PipelineTest.class).getSimpleName() + " |\n";
    }

    private static String request(Route route) {
        String path = switch (route.scope()) {
            case SERVICE -> "/";
            case BUCKET -> "/bucket";
            case OBJECT -> "/bucket/key";
        };
        String query = route.query().stream().sorted().collect(Collectors.joining("&"));
        String headers = route.headers().stream().map(name -> " with " + name).collect(Collectors.joining());
        return "`" + route.method() + " " + path + (query.isEmpty() ? "" : "?" + query) + headers + "`";
    }

    /** The headers with checksums, which are always the same, as one. */
    private static Set<String> folded(Set<String> headers) {
        Set<String> checksums = SupportedParameters.CHECKSUMS.headers();
        if (!headers.containsAll(checksums)) {
            return headers;
        }
        Set<String> folded = new TreeSet<>(headers);
        folded.removeAll(checksums);
        folded.add("x-amz-checksum-ALGORITHM");
        return folded;
    }

    private static String names(Set<String> names) {
        return names.stream().sorted().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    /** A row that names a test which does not carry the operation out would be a promise that nobody keeps. */
    @Test
    void everyTestThatIsNamedChecksThatItCarriesItsOperationsOut() {
        for (S3Action action : S3Action.values()) {
            if (isServed(action)) {
                Class<?> test = testOf(action.operation());
                ExtendWith extension = test.getAnnotation(ExtendWith.class);
                assertTrue(
                        extension != null && List.of(extension.value()).contains(HeldOperations.class),
                        test + " lacks @ExtendWith(HeldOperations.class)");
            }
        }
    }

    /** The operations beside which the document names {@code test}. */
    static List<String> operationsHeldBy(Class<?> test) {
        return Stream.of(S3Action.values())
                .filter(CompatibilityTest::isServed)
                .map(S3Action::operation)
                .filter(operation -> testOf(operation) == test)
                .toList();
    }

    private static boolean isServed(S3Action action) {
        return action == S3Action.PREFLIGHT || OPERATIONS.served().contains(action);
    }

    private static Class<?> testOf(String operation) {
        for (Map.Entry<String, Class<?>> entry : HELD_BY) {
            if (operation.endsWith(entry.getKey())) {
                return entry.getValue();
            }
        }
        return BucketSettingOperationsTest.class;
    }
}
