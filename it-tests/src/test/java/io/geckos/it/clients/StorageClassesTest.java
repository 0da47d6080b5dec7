package io.geckos.it.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.it.testkit.ServerLaunch;
import io.geckos.it.testkit.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.StorageClass;

/** Storage classes as the AWS SDK for Java names and reads them, and as they lie on disk. */
class StorageClassesTest {
    private static final String BUCKET = "classes";
    private static final String SIDECAR = ".metadata.json";

    @TempDir
    Path data;

    @Test
    void classesAreKeptAsLabelsAlsoWhenNoLongerConfigured() throws Exception {
        try (ServerProcess server = ServerLaunch.on(data)
                        .environment("GECKOS3_STORAGE_CLASSES", "STANDARD_IA, GLACIER_IR")
                        .start();
                S3Client s3 = SdkClient.of(server)) {
            s3.createBucket(request -> request.bucket(BUCKET));
            put(s3, "a-put", StorageClass.STANDARD_IA);
            put(s3, "b-standard", StorageClass.STANDARD);
            copy(s3, "a-put", "c-copy", StorageClass.GLACIER_IR);
            copy(s3, "b-standard", "b-standard", StorageClass.STANDARD_IA);
            copy(s3, "b-standard", "b-standard", StorageClass.STANDARD);
            upload(s3, "d-upload");
            assertEquals(
                    "InvalidStorageClass",
                    assertThrows(S3Exception.class, () -> put(s3, "e-refused", StorageClass.REDUCED_REDUNDANCY))
                            .awsErrorDetails()
                            .errorCode());
            assertStored(s3);
        }
        try (ServerProcess server = ServerLaunch.on(data).start();
                S3Client s3 = SdkClient.of(server)) {
            assertStored(s3);
            assertThrows(S3Exception.class, () -> put(s3, "f-refused", StorageClass.STANDARD_IA));
            put(s3, "g-reduced", StorageClass.REDUCED_REDUNDANCY);
            assertEquals(StorageClass.REDUCED_REDUNDANCY, told(s3, "g-reduced"));
        }
        Path bucket = data.resolve(BUCKET);
        assertEquals("of a-put", Files.readString(bucket.resolve("a-put")));
        assertTrue(Files.readString(bucket.resolve("a-put" + SIDECAR)).contains("\"storageClass\":\"STANDARD_IA\""));
        assertEquals(
                -1, Files.readString(bucket.resolve("b-standard" + SIDECAR)).indexOf("storageClass"));
    }

    private static void put(S3Client s3, String key, StorageClass storageClass) {
        s3.putObject(
                request -> request.bucket(BUCKET).key(key).storageClass(storageClass),
                RequestBody.fromString("of " + key));
    }

    private static void copy(S3Client s3, String source, String target, StorageClass storageClass) {
        s3.copyObject(request -> request.sourceBucket(BUCKET)
                .sourceKey(source)
                .destinationBucket(BUCKET)
                .destinationKey(target)
                .storageClass(storageClass));
    }

    private static void upload(S3Client s3, String key) {
        String upload = s3.createMultipartUpload(
                        request -> request.bucket(BUCKET).key(key).storageClass(StorageClass.GLACIER_IR))
                .uploadId();
        String tag = s3.uploadPart(
                        request ->
                                request.bucket(BUCKET).key(key).uploadId(upload).partNumber(1),
                        RequestBody.fromString("of " + key))
                .eTag();
        assertEquals(
                StorageClass.GLACIER_IR,
                s3.listParts(request -> request.bucket(BUCKET).key(key).uploadId(upload))
                        .storageClass());
        assertEquals(
                StorageClass.GLACIER_IR,
                s3.listMultipartUploads(request -> request.bucket(BUCKET))
                        .uploads()
                        .getFirst()
                        .storageClass());
        s3.completeMultipartUpload(request -> request.bucket(BUCKET)
                .key(key)
                .uploadId(upload)
                .multipartUpload(parts -> parts.parts(
                        CompletedPart.builder().partNumber(1).eTag(tag).build())));
    }

    private static void assertStored(S3Client s3) {
        assertEquals(StorageClass.STANDARD_IA, told(s3, "a-put"));
        assertNull(told(s3, "b-standard"));
        assertEquals(StorageClass.GLACIER_IR, told(s3, "c-copy"));
        assertEquals(StorageClass.GLACIER_IR, told(s3, "d-upload"));
        // The second time from memory.
        for (int i = 0; i < 2; i++) {
            assertEquals(
                    List.of("STANDARD_IA", "STANDARD", "GLACIER_IR", "GLACIER_IR"),
                    s3.listObjectsV2(request -> request.bucket(BUCKET)).contents().stream()
                            .map(S3Object::storageClassAsString)
                            .toList());
        }
        assertEquals(
                StorageClass.GLACIER_IR,
                s3.getObjectAttributes(request ->
                                request.bucket(BUCKET).key("c-copy").objectAttributes(ObjectAttributes.STORAGE_CLASS))
                        .storageClass());
    }

    private static StorageClass told(S3Client s3, String key) {
        return s3.headObject(request -> request.bucket(BUCKET).key(key)).storageClass();
    }
}
