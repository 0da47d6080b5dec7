import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.util.VersionInfo;
import software.amazon.awssdk.crt.checksums.CRC64NVME;
import software.amazon.awssdk.crt.checksums.XXHash;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/** AWS SDK for Java v2 with every checksum algorithm and way of encryption. */
final class AwsChecksums {
    private static final Random RANDOM = new Random();
    private static final byte[] BODY = random(200_000);
    private static final List<byte[]> PARTS = List.of(random(5 << 20), random(70_000));
    private static final byte[] WHOLE = join(PARTS);
    private static final List<ChecksumAlgorithm> ALGORITHMS = Arrays.stream(ChecksumAlgorithm.values())
            .filter(it -> it != ChecksumAlgorithm.UNKNOWN_TO_SDK_VERSION)
            .toList();
    private static final List<ChecksumAlgorithm> WHOLE_OF_PARTS =
            List.of(ChecksumAlgorithm.CRC32, ChecksumAlgorithm.CRC32_C, ChecksumAlgorithm.CRC64_NVME);
    private static final byte[] KEY = random(32);

    private static final S3Client S3 =
            S3Client.builder().endpointOverride(URI.create(Job.ENDPOINT)).forcePathStyle(true).build();

    /** A way of encryption: what writes and reads have to say, by the names of the fields. */
    record Way(String name, Map<String, String> write, Map<String, String> read) {}

    private static final List<Way> WAYS = List.of(
            new Way("plain", Map.of(), Map.of()),
            new Way("SSE-S3", Map.of("ServerSideEncryption", "AES256"), Map.of()),
            new Way("SSE-KMS", Map.of("ServerSideEncryption", "aws:kms"), Map.of()),
            new Way("SSE-C", customerKey("", KEY), customerKey("", KEY)));

    public static void main(String[] args) throws Exception {
        System.out.println("version: software.amazon.awssdk:s3 " + VersionInfo.SDK_VERSION);
        S3.createBucket(to -> to.bucket(Job.BUCKET));
        for (Way way : WAYS) {
            for (ChecksumAlgorithm algorithm : ALGORITHMS) {
                String key = way.name + "/" + algorithm;
                inOnePiece(key + "/whole", algorithm, way);
                if (algorithm != ChecksumAlgorithm.CRC64_NVME) {
                    inParts(key + "/composite", algorithm, ChecksumType.COMPOSITE, way);
                }
                if (WHOLE_OF_PARTS.contains(algorithm)) {
                    inParts(key + "/full-object", algorithm, ChecksumType.FULL_OBJECT, way);
                }
            }
            var head = S3.headObject(with(HeadObjectRequest.builder().bucket(Job.BUCKET), way.read)
                    .key(way.name + "/SHA256/whole")
                    .build());
            Job.equal(way.write.get("ServerSideEncryption"), head.serverSideEncryptionAsString());
            Job.equal(way.write.get("SSECustomerAlgorithm"), head.sseCustomerAlgorithm());
            AwsPresigner.run(way.name + "/presigned", to -> with(to, way.write), from -> with(from, way.read));
        }
        copies();
        refusals();
        removeAll();
    }

    private static byte[] random(int size) {
        byte[] made = new byte[size];
        RANDOM.nextBytes(made);
        return made;
    }

    private static byte[] join(List<byte[]> all) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        all.forEach(joined::writeBytes);
        return joined.toByteArray();
    }

    private static byte[] crc(Checksum crc, int size, byte[] text) {
        crc.update(text, 0, text.length);
        byte[] value = ByteBuffer.allocate(Long.BYTES).putLong(crc.getValue()).array();
        return Arrays.copyOfRange(value, Long.BYTES - size, Long.BYTES);
    }

    private static byte[] xxHash(Supplier<XXHash> start, byte[] text) {
        try (XXHash hash = start.get()) {
            hash.update(text);
            return hash.digest();
        }
    }

    private static byte[] hash(String name, byte[] text) {
        try {
            return MessageDigest.getInstance(name).digest(text);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] digest(ChecksumAlgorithm algorithm, byte[] text) {
        return switch (algorithm) {
            case CRC32 -> crc(new CRC32(), 4, text);
            case CRC32_C -> crc(new CRC32C(), 4, text);
            case CRC64_NVME -> crc(new CRC64NVME(), 8, text);
            case SHA1 -> hash("SHA-1", text);
            case SHA256 -> hash("SHA-256", text);
            case SHA512 -> hash("SHA-512", text);
            case MD5 -> hash("MD5", text);
            case XXHASH64 -> xxHash(XXHash::newXXHash64, text);
            case XXHASH3 -> xxHash(XXHash::newXXHash3_64, text);
            case XXHASH128 -> xxHash(XXHash::newXXHash3_128, text);
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException();
        };
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String value(ChecksumAlgorithm algorithm, byte[] text) {
        return encode(digest(algorithm, text));
    }

    private static String composite(ChecksumAlgorithm algorithm) {
        List<byte[]> digests = PARTS.stream().map(part -> digest(algorithm, part)).toList();
        return value(algorithm, join(digests)) + "-" + PARTS.size();
    }

    /** Sets fields of a request by their names; it has to have them all. */
    private static <B extends SdkPojo> B with(B request, Map<String, String> values) {
        values.forEach((name, text) -> request.sdkFields().stream()
                .filter(field -> field.memberName().equals(name))
                .findFirst()
                .orElseThrow()
                .set(request, text));
        return request;
    }

    /** Has the SDK send a checksum; what it does not compute (MD5) it is given. */
    private static Map<String, String> vouched(ChecksumAlgorithm algorithm, byte[] text) {
        return algorithm == ChecksumAlgorithm.MD5
                ? Map.of("ChecksumMD5", value(algorithm, text))
                : Map.of("ChecksumAlgorithm", algorithm.toString());
    }

    /** The checksum that an answer has; there must be no other. */
    private static Object told(SdkPojo answer, ChecksumAlgorithm algorithm) {
        Map<String, Object> found = new HashMap<>();
        for (SdkField<?> field : answer.sdkFields()) {
            Object text = field.getValueOrDefault(answer);
            String name = field.memberName();
            if (text != null && name.startsWith("Checksum") && !List.of("ChecksumType", "ChecksumAlgorithm").contains(name)) {
                found.put(name, text);
            }
        }
        Job.equal(List.of("Checksum" + algorithm), List.copyOf(found.keySet()));
        return found.get("Checksum" + algorithm);
    }

    private static Map<String, String> customerKey(String prefix, byte[] key) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(prefix + "SSECustomerAlgorithm", "AES256");
        fields.put(prefix + "SSECustomerKey", encode(key));
        fields.put(prefix + "SSECustomerKeyMD5", encode(hash("MD5", key)));
        return fields;
    }

    private static GetObjectRequest.Builder get(String key, Map<String, String> read) {
        return with(GetObjectRequest.builder(), read).bucket(Job.BUCKET).key(key);
    }

    private static void assertHas(byte[] expected, GetObjectRequest.Builder request) {
        Job.equal(true, Arrays.equals(expected, S3.getObjectAsBytes(request.build()).asByteArray()));
    }

    /** Reads an object back, which the SDK compares with its checksum, and asks for the checksum in all ways. */
    private static void stored(
            String key, byte[] text, Way way, ChecksumAlgorithm algorithm, String expected, ChecksumType type) {
        var found = S3.getObjectAsBytes(get(key, way.read).checksumMode(ChecksumMode.ENABLED).build());
        Job.equal(true, Arrays.equals(text, found.asByteArray()));
        Job.equal(expected, told(found.response(), algorithm));
        Job.equal(type, found.response().checksumType());
        var head = S3.headObject(with(HeadObjectRequest.builder(), way.read)
                .bucket(Job.BUCKET)
                .key(key)
                .checksumMode(ChecksumMode.ENABLED)
                .build());
        Job.equal(expected, told(head, algorithm));
        Job.equal(type, head.checksumType());
        Job.equal((long) text.length, head.contentLength());
        var attributes = S3.getObjectAttributes(with(GetObjectAttributesRequest.builder(), way.read)
                .bucket(Job.BUCKET)
                .key(key)
                .objectAttributes(ObjectAttributes.CHECKSUM, ObjectAttributes.OBJECT_SIZE)
                .build());
        // The number of parts has an element of its own there.
        Job.equal(expected.split("-")[0], told(attributes.checksum(), algorithm));
        Job.equal(type, attributes.checksum().checksumType());
        Job.equal((long) text.length, attributes.objectSize());
        var listed = S3.listObjectsV2(in -> in.bucket(Job.BUCKET).prefix(key)).contents().getFirst();
        Job.equal(List.of(algorithm), listed.checksumAlgorithm());
        Job.equal((long) text.length, listed.size());
        assertHas(Arrays.copyOfRange(text, 65_530, 65_546), get(key, way.read).range("bytes=65530-65545"));
        assertHas(Arrays.copyOfRange(text, text.length - 1, text.length), get(key, way.read).range("bytes=-1"));
    }

    private static PutObjectRequest put(String key, Map<String, String> checksum, Way way) {
        return with(with(PutObjectRequest.builder(), checksum), way.write).bucket(Job.BUCKET).key(key).build();
    }

    private static void inOnePiece(String key, ChecksumAlgorithm algorithm, Way way) {
        String expected = value(algorithm, BODY);
        var made = S3.putObject(put(key, vouched(algorithm, BODY), way), RequestBody.fromBytes(BODY));
        Job.equal(expected, told(made, algorithm));
        stored(key, BODY, way, algorithm, expected, ChecksumType.FULL_OBJECT);
        var given = S3.putObject(
                put(key, Map.of("Checksum" + algorithm, expected), way), RequestBody.fromBytes(BODY));
        Job.equal(expected, told(given, algorithm));
        Map<String, String> wrong = Map.of("Checksum" + algorithm, value(algorithm, KEY));
        refused("BadDigest", () -> S3.putObject(put(key, wrong, way), RequestBody.fromBytes(BODY)));
    }

    private static void inParts(String key, ChecksumAlgorithm algorithm, ChecksumType type, Way way) {
        String upload = begin(key, way, Map.of("ChecksumAlgorithm", algorithm.toString(), "ChecksumType", type.toString()));
        List<CompletedPart> completed = new ArrayList<>();
        for (byte[] part : PARTS) {
            int number = completed.size() + 1;
            var made = S3.uploadPart(
                    with(with(UploadPartRequest.builder(), vouched(algorithm, part)), way.read)
                            .bucket(Job.BUCKET).key(key).uploadId(upload).partNumber(number).build(),
                    RequestBody.fromBytes(part));
            Job.equal(value(algorithm, part), told(made, algorithm));
            completed.add(with(CompletedPart.builder(), Map.of("Checksum" + algorithm, value(algorithm, part)))
                    .partNumber(number)
                    .eTag(made.eTag())
                    .build());
        }
        String expected = type == ChecksumType.FULL_OBJECT ? value(algorithm, WHOLE) : composite(algorithm);
        var made = complete(key, upload, way, completed, type);
        Job.equal(expected, told(made, algorithm));
        stored(key, WHOLE, way, algorithm, expected, type);
        assertHas(PARTS.get(1), get(key, way.read).partNumber(2));
    }

    private static String begin(String key, Way way, Map<String, String> checksum) {
        return S3.createMultipartUpload(with(with(CreateMultipartUploadRequest.builder(), checksum), way.write)
                        .bucket(Job.BUCKET)
                        .key(key)
                        .build())
                .uploadId();
    }

    private static SdkPojo complete(
            String key, String upload, Way way, List<CompletedPart> parts, ChecksumType type) {
        return S3.completeMultipartUpload(with(CompleteMultipartUploadRequest.builder(), way.read)
                .bucket(Job.BUCKET)
                .key(key)
                .uploadId(upload)
                .checksumType(type)
                .mpuObjectSize((long) WHOLE.length)
                .multipartUpload(all -> all.parts(parts))
                .build());
    }

    /** From each way to each, whole and as parts, with another algorithm than the source's. */
    private static void copies() {
        int turn = 0;
        for (Way from : WAYS) {
            Map<String, String> source = from.name.equals("SSE-C") ? customerKey("CopySource", KEY) : Map.of();
            for (Way to : WAYS) {
                ChecksumAlgorithm algorithm = ALGORITHMS.get(turn++ % ALGORITHMS.size());
                String key = "copies/" + from.name + "-to-" + to.name;
                var made = S3.copyObject(with(with(CopyObjectRequest.builder(), to.write), source)
                        .sourceBucket(Job.BUCKET)
                        .sourceKey(from.name + "/SHA256/composite")
                        .destinationBucket(Job.BUCKET)
                        .destinationKey(key)
                        .checksumAlgorithm(algorithm)
                        .build());
                Job.equal(value(algorithm, WHOLE), told(made.copyObjectResult(), algorithm));
                stored(key, WHOLE, to, algorithm, value(algorithm, WHOLE), ChecksumType.FULL_OBJECT);
                copiedInParts(key + "/parts", from.name + "/SHA256/composite", source, to);
            }
        }
    }

    private static void copiedInParts(String key, String from, Map<String, String> source, Way to) {
        String upload = begin(key, to, Map.of("ChecksumAlgorithm", "CRC32", "ChecksumType", "FULL_OBJECT"));
        List<CompletedPart> parts = new ArrayList<>();
        for (String range : List.of("bytes=0-5242890", "bytes=5242891-" + (WHOLE.length - 1))) {
            int number = parts.size() + 1;
            var made = S3.uploadPartCopy(with(with(UploadPartCopyRequest.builder(), to.read), source)
                            .sourceBucket(Job.BUCKET)
                            .sourceKey(from)
                            .copySourceRange(range)
                            .destinationBucket(Job.BUCKET)
                            .destinationKey(key)
                            .uploadId(upload)
                            .partNumber(number)
                            .build())
                    .copyPartResult();
            parts.add(CompletedPart.builder()
                    .partNumber(number)
                    .eTag(made.eTag())
                    .checksumCRC32(made.checksumCRC32())
                    .build());
        }
        complete(key, upload, to, parts, ChecksumType.FULL_OBJECT);
        stored(key, WHOLE, to, ChecksumAlgorithm.CRC32, value(ChecksumAlgorithm.CRC32, WHOLE), ChecksumType.FULL_OBJECT);
    }

    private static void refusals() {
        String secret = "SSE-C/SHA256/whole";
        refused("InvalidRequest", () -> S3.getObjectAsBytes(get(secret, Map.of()).build()));
        refused("AccessDenied", () -> S3.getObjectAsBytes(get(secret, customerKey("", random(32))).build()));
        refused("InvalidRequest", () -> S3.getObjectAsBytes(get("plain/SHA256/whole", customerKey("", KEY)).build()));
    }

    private static void refused(String code, Job.Action action) {
        Throwable refusal = Job.refused(action);
        Job.equal(code, refusal instanceof AwsServiceException e ? e.awsErrorDetails().errorCode() : refusal);
    }

    private static void removeAll() {
        for (var page : S3.listObjectsV2Paginator(in -> in.bucket(Job.BUCKET))) {
            List<ObjectIdentifier> all = page.contents().stream()
                    .map(it -> ObjectIdentifier.builder().key(it.key()).build())
                    .toList();
            Job.equal(List.of(), S3.deleteObjects(in -> in.bucket(Job.BUCKET).delete(these -> these.objects(all))).errors());
        }
        S3.deleteBucket(at -> at.bucket(Job.BUCKET));
    }
}
