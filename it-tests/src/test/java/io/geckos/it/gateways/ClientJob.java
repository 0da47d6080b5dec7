package io.geckos.it.gateways;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * What clients do with S3, in a bucket of their own. Each request goes to one of several servers, chosen at random, and must
 * see what those before it have done through the others.
 */
final class ClientJob {
    private static final int LEAST_PART = 5 << 20;
    private static final int[] SIZES = {0, 1, 40_000, 300_000};

    private final List<S3Client> servers;
    private final String bucket;
    private final Random random;

    ClientJob(List<S3Client> servers, String bucket, long seed) {
        this.servers = servers;
        this.bucket = bucket;
        this.random = new Random(seed);
    }

    private S3Client any() {
        return servers.get(random.nextInt(servers.size()));
    }

    private byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    private String put(String key, byte[] body) {
        return any().putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(body))
                .eTag();
    }

    private byte[] get(String key) {
        return any().getObjectAsBytes(request -> request.bucket(bucket).key(key))
                .asByteArray();
    }

    private void refused(String code, Executable call) {
        S3Exception refusal = assertThrows(S3Exception.class, call);
        assertEquals(code, refusal.awsErrorDetails().errorCode(), refusal.getMessage());
    }

    private void createBucket() {
        any().createBucket(request -> request.bucket(bucket));
        any().headBucket(request -> request.bucket(bucket));
        assertTrue(
                any().listBuckets().buckets().stream().anyMatch(it -> it.name().equals(bucket)));
    }

    /** Objects of many sizes and keys: written, read, listed and deleted. */
    void objects() {
        createBucket();
        List<String> keys = IntStream.range(0, 24)
                .mapToObj(i -> "folder " + i % 3 + "/ä+" + i)
                .sorted()
                .toList();
        Map<String, byte[]> bodies = new HashMap<>();
        for (String key : keys) {
            bodies.put(key, bytes(SIZES[random.nextInt(SIZES.length)]));
            put(key, bodies.get(key));
        }
        bodies.forEach((key, body) -> assertArrayEquals(body, get(key)));
        assertEquals(
                keys,
                any()
                        .listObjectsV2Paginator(request ->
                                request.bucket(bucket).prefix("folder").maxKeys(5))
                        .contents()
                        .stream()
                        .map(S3Object::key)
                        .toList());
        assertEquals(
                3,
                any().listObjectsV2(request -> request.bucket(bucket).delimiter("/"))
                        .commonPrefixes()
                        .size());
        refused("BucketNotEmpty", () -> any().deleteBucket(request -> request.bucket(bucket)));
        List<ObjectIdentifier> all = keys.stream()
                .map(key -> ObjectIdentifier.builder().key(key).build())
                .toList();
        any().deleteObjects(request -> request.bucket(bucket).delete(delete -> delete.objects(all)));
        refused("NoSuchKey", () -> get(keys.getFirst()));
        any().deleteBucket(request -> request.bucket(bucket));
    }

    /** One object, written on conditions, read in part, copied, tagged and encrypted. */
    void conditions() {
        createBucket();
        any().putObject(request -> request.bucket(bucket).key("a").ifNoneMatch("*"), RequestBody.fromString("first"));
        refused(
                "PreconditionFailed",
                () -> any().putObject(
                                request -> request.bucket(bucket).key("a").ifNoneMatch("*"),
                                RequestBody.fromString("second")));
        byte[] large = bytes(9_000_000);
        String tag = put("a", large);
        var part = any().getObjectAsBytes(request ->
                request.bucket(bucket).key("a").range("bytes=4194300-4194309").ifMatch(tag));
        assertEquals("bytes 4194300-4194309/9000000", part.response().contentRange());
        assertArrayEquals(Arrays.copyOfRange(large, 4_194_300, 4_194_310), part.asByteArray());
        any().copyObject(request -> request.sourceBucket(bucket)
                .sourceKey("a")
                .destinationBucket(bucket)
                .destinationKey("copy")
                .serverSideEncryption(ServerSideEncryption.AES256));
        assertArrayEquals(large, get("copy"));
        assertEquals(
                ServerSideEncryption.AES256,
                any().headObject(request -> request.bucket(bucket).key("copy")).serverSideEncryption());
        Tag green = Tag.builder().key("color").value("green").build();
        any().putObjectTagging(request -> request.bucket(bucket).key("a").tagging(tags -> tags.tagSet(green)));
        assertEquals(
                List.of(green),
                any().getObjectTagging(request -> request.bucket(bucket).key("a"))
                        .tagSet());
    }

    /** An upload in parts, one of them copied, each through any server; and one that is aborted. */
    void parts() {
        createBucket();
        byte[] whole = bytes(3 * LEAST_PART + 1000);
        put("source", Arrays.copyOfRange(whole, LEAST_PART, 2 * LEAST_PART));
        String upload = begin();
        List<CompletedPart> parts = IntStream.rangeClosed(1, 4)
                .mapToObj(number -> CompletedPart.builder()
                        .partNumber(number)
                        .eTag(number == 2 ? copyPart(upload) : putPart(upload, number, whole))
                        .build())
                .toList();
        assertEquals(
                4,
                any().listParts(request -> request.bucket(bucket).key("film").uploadId(upload))
                        .parts()
                        .size());
        assertEquals(
                upload,
                any().listMultipartUploads(request -> request.bucket(bucket))
                        .uploads()
                        .getFirst()
                        .uploadId());
        refused("NoSuchKey", () -> get("film"));
        any().completeMultipartUpload(request ->
                request.bucket(bucket).key("film").uploadId(upload).multipartUpload(all -> all.parts(parts)));
        assertArrayEquals(whole, get("film"));
        assertEquals(
                "2026",
                any().headObject(request -> request.bucket(bucket).key("film"))
                        .metadata()
                        .get("year"));
        String aborted = begin();
        putPart(aborted, 1, whole);
        any().abortMultipartUpload(request -> request.bucket(bucket).key("film").uploadId(aborted));
        refused("NoSuchUpload", () -> putPart(aborted, 2, whole));
    }

    private String begin() {
        return any().createMultipartUpload(
                        request -> request.bucket(bucket).key("film").metadata(Map.of("year", "2026")))
                .uploadId();
    }

    private String putPart(String upload, int number, byte[] whole) {
        int end = Math.min(whole.length, number * LEAST_PART);
        return any().uploadPart(
                        request -> request.bucket(bucket)
                                .key("film")
                                .uploadId(upload)
                                .partNumber(number),
                        RequestBody.fromBytes(Arrays.copyOfRange(whole, (number - 1) * LEAST_PART, end)))
                .eTag();
    }

    private String copyPart(String upload) {
        return any().uploadPartCopy(request -> request.sourceBucket(bucket)
                        .sourceKey("source")
                        .destinationBucket(bucket)
                        .destinationKey("film")
                        .uploadId(upload)
                        .partNumber(2))
                .copyPartResult()
                .eTag();
    }

    /** Versions of one key, of which one is deleted, and a delete marker that is taken away again. */
    void versions() {
        createBucket();
        put("a", bytes(10));
        any().putBucketVersioning(request -> request.bucket(bucket)
                .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
        List<String> contents = List.of("one", "two", "three");
        List<String> ids = new ArrayList<>();
        for (String content : contents) {
            ids.addFirst(any().putObject(request -> request.bucket(bucket).key("a"), RequestBody.fromString(content))
                    .versionId());
        }
        ids.add("null");
        assertEquals(ids, versionIds());
        for (int i = 0; i < 3; i++) {
            assertEquals(contents.get(2 - i), version(ids.get(i)));
        }
        String marker =
                any().deleteObject(request -> request.bucket(bucket).key("a")).versionId();
        refused("NoSuchKey", () -> get("a"));
        any().deleteObject(request -> request.bucket(bucket).key("a").versionId(marker));
        any().deleteObject(request -> request.bucket(bucket).key("a").versionId(ids.getFirst()));
        assertEquals("two", new String(get("a"), UTF_8));
        assertEquals(ids.subList(1, 4), versionIds());
    }

    private List<String> versionIds() {
        return any().listObjectVersions(request -> request.bucket(bucket)).versions().stream()
                .map(ObjectVersion::versionId)
                .toList();
    }

    private String version(String id) {
        return any().getObjectAsBytes(request -> request.bucket(bucket).key("a").versionId(id))
                .asUtf8String();
    }

    /** A version that is kept by a retention, and then by a legal hold. */
    void lock() {
        any().createBucket(request -> request.bucket(bucket).objectLockEnabledForBucket(true));
        String id = any().putObject(
                        request -> request.bucket(bucket)
                                .key("a")
                                .objectLockMode(ObjectLockMode.GOVERNANCE)
                                .objectLockRetainUntilDate(Instant.now().plus(1, ChronoUnit.DAYS)),
                        RequestBody.fromString("kept"))
                .versionId();
        refused("AccessDenied", () -> delete(id, false));
        hold(id, ObjectLockLegalHoldStatus.ON);
        refused("AccessDenied", () -> delete(id, true));
        hold(id, ObjectLockLegalHoldStatus.OFF);
        assertEquals("kept", version(id));
        delete(id, true);
        any().deleteBucket(request -> request.bucket(bucket));
    }

    private void hold(String id, ObjectLockLegalHoldStatus status) {
        any().putObjectLegalHold(request ->
                request.bucket(bucket).key("a").versionId(id).legalHold(hold -> hold.status(status)));
    }

    private void delete(String id, boolean bypass) {
        any().deleteObject(
                        request -> request.bucket(bucket).key("a").versionId(id).bypassGovernanceRetention(bypass));
    }
}
