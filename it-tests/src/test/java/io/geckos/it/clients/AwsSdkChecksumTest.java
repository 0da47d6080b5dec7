package io.geckos.it.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ContentHasher;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/** Every checksum algorithm that the AWS SDK for Java knows, with values that the client has computed. */
class AwsSdkChecksumTest extends SdkClientTest {
    private static final byte[] CONTENT = bytes(70_000, 1);
    private static final byte[] PART = bytes(5 << 20, 2);

    private static byte[] bytes(int length, int seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static Checksum checksum(ChecksumAlgorithm algorithm, byte[] bytes) {
        var known = io.geckos.domain.checksum.ChecksumAlgorithm.valueOf(algorithm.toString());
        ContentHasher hasher = new ContentHasher(Set.of(known));
        hasher.update(ByteBuffer.wrap(bytes));
        return hasher.finish().checksums().getFirst();
    }

    /** The field of a request or answer in which the checksum is. */
    private static SdkField<?> field(SdkPojo subject, ChecksumAlgorithm algorithm) {
        return subject.sdkFields().stream()
                .filter(field -> field.memberName().equals("Checksum" + algorithm))
                .findFirst()
                .orElseThrow();
    }

    private static Object checksumOf(SdkPojo answer, ChecksumAlgorithm algorithm) {
        return field(answer, algorithm).getValueOrDefault(answer);
    }

    private static PutObjectRequest put(String key, ChecksumAlgorithm algorithm, String value) {
        PutObjectRequest.Builder request =
                PutObjectRequest.builder().bucket(BUCKET).key(key);
        field(request.build(), algorithm).set(request, value);
        return request.build();
    }

    @ParameterizedTest
    @EnumSource(value = ChecksumAlgorithm.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN_TO_SDK_VERSION")
    void checksumIsComparedKeptAndTold(ChecksumAlgorithm algorithm) {
        String key = "whole/" + algorithm;
        String value = checksum(algorithm, CONTENT).value();
        var stored = s3.putObject(put(key, algorithm, value), RequestBody.fromBytes(CONTENT));
        assertEquals(value, checksumOf(stored, algorithm));
        assertEquals(ChecksumType.FULL_OBJECT, stored.checksumType());
        var found = s3.headObject(request -> request.bucket(BUCKET).key(key).checksumMode(ChecksumMode.ENABLED));
        assertEquals(value, checksumOf(found, algorithm));
        var attributes = s3.getObjectAttributes(
                request -> request.bucket(BUCKET).key(key).objectAttributes(ObjectAttributes.CHECKSUM));
        assertEquals(value, checksumOf(attributes.checksum(), algorithm));
        var listed = s3.listObjectsV2(request -> request.bucket(BUCKET).prefix(key))
                .contents()
                .getFirst();
        assertEquals(List.of(algorithm), listed.checksumAlgorithm());
        String wrong = checksum(algorithm, PART).value();
        var refusal = assertThrows(
                S3Exception.class, () -> s3.putObject(put(key, algorithm, wrong), RequestBody.fromBytes(CONTENT)));
        assertEquals("BadDigest", refusal.awsErrorDetails().errorCode());
    }

    @ParameterizedTest
    @EnumSource(value = ChecksumAlgorithm.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN_TO_SDK_VERSION")
    void uploadInPartsAndItsCopyHaveTheirChecksums(ChecksumAlgorithm algorithm) {
        String key = "parts/" + algorithm;
        ChecksumType type =
                algorithm == ChecksumAlgorithm.CRC64_NVME ? ChecksumType.FULL_OBJECT : ChecksumType.COMPOSITE;
        var begun = s3.createMultipartUpload(
                request -> request.bucket(BUCKET).key(key).checksumAlgorithm(algorithm));
        assertEquals(type, begun.checksumType());
        List<CompletedPart> parts = List.of(
                part(key, begun.uploadId(), 1, algorithm, PART), part(key, begun.uploadId(), 2, algorithm, CONTENT));
        var made = s3.completeMultipartUpload(request -> request.bucket(BUCKET)
                .key(key)
                .uploadId(begun.uploadId())
                .checksumType(type)
                .multipartUpload(all -> all.parts(parts)));
        Checksum first = checksum(algorithm, PART);
        Checksum last = checksum(algorithm, CONTENT);
        Checksum whole = type == ChecksumType.FULL_OBJECT
                ? first.followedBy(last, CONTENT.length)
                : Checksum.composite(first.algorithm(), List.of(first, last));
        assertEquals(whole.value(), checksumOf(made, algorithm));
        assertEquals(type, made.checksumType());
        var copied = s3.copyObject(request -> request.sourceBucket(BUCKET)
                        .sourceKey(key)
                        .destinationBucket(BUCKET)
                        .destinationKey("copy/" + algorithm))
                .copyObjectResult();
        ByteBuffer all =
                ByteBuffer.allocate(PART.length + CONTENT.length).put(PART).put(CONTENT);
        assertEquals(checksum(algorithm, all.array()).value(), checksumOf(copied, algorithm));
        assertEquals(ChecksumType.FULL_OBJECT, copied.checksumType());
    }

    private static CompletedPart part(
            String key, String upload, int number, ChecksumAlgorithm algorithm, byte[] content) {
        UploadPartRequest.Builder request = UploadPartRequest.builder()
                .bucket(BUCKET)
                .key(key)
                .uploadId(upload)
                .partNumber(number);
        String value = checksum(algorithm, content).value();
        field(request.build(), algorithm).set(request, value);
        var stored = s3.uploadPart(request.build(), RequestBody.fromBytes(content));
        assertEquals(value, checksumOf(stored, algorithm));
        CompletedPart.Builder part = CompletedPart.builder().partNumber(number).eTag(stored.eTag());
        field(part.build(), algorithm).set(part, value);
        return part.build();
    }

    @ParameterizedTest
    @EnumSource(
            value = ChecksumAlgorithm.class,
            names = {"CRC32", "CRC32_C", "SHA1", "SHA256", "SHA512"})
    void checksumThatTheSdkComputesComesInTheTrailer(ChecksumAlgorithm algorithm) {
        var stored = s3.putObject(
                request -> request.bucket(BUCKET).key("trailer/" + algorithm).checksumAlgorithm(algorithm),
                RequestBody.fromBytes(CONTENT));
        assertEquals(checksum(algorithm, CONTENT).value(), checksumOf(stored, algorithm));
    }
}
