import java.net.URI;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.core.util.VersionInfo;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

/** AWS SDK for Java v2, the synchronous client. */
final class AwsSync {
    public static void main(String[] args) throws Exception {
        System.out.println("version: software.amazon.awssdk:s3 " + VersionInfo.SDK_VERSION);
        try (S3Client s3 = S3Client.builder().endpointOverride(URI.create(Job.ENDPOINT)).forcePathStyle(true).build()) {
            s3.createBucket(to -> to.bucket(Job.BUCKET));
            objects(s3);
            AwsPresigner.run();
            removeAll(s3);
        }
    }

    private static void objects(S3Client s3) throws Exception {
        s3.putObject(
                to -> to.bucket(Job.BUCKET).key(Job.NAME).metadata(Map.of("color", "green")),
                RequestBody.fromString(Job.SMALL));
        var small = s3.getObjectAsBytes(from -> from.bucket(Job.BUCKET).key(Job.NAME));
        Job.equal(Job.SMALL, small.asUtf8String());
        Job.equal(Map.of("color", "green"), small.response().metadata());

        s3.putObject(to -> to.bucket(Job.BUCKET).key("large.bin"), Job.LARGE);
        s3.copyObject(to -> to.sourceBucket(Job.BUCKET)
                .sourceKey("large.bin")
                .destinationBucket(Job.BUCKET)
                .destinationKey("copy.bin"));
        for (String key : List.of("large.bin", "copy.bin")) {
            s3.getObject(from -> from.bucket(Job.BUCKET).key(key), Job.DOWN);
            Job.isLarge(Job.DOWN);
        }
        byte[] range = s3.getObject(
                        from -> from.bucket(Job.BUCKET).key("large.bin").range("bytes=1000000-1999999"),
                        ResponseTransformer.toBytes())
                .asByteArray();
        Job.equal(Job.slice(1000000, 1000000), range);
        s3.copyObject(to -> to.sourceBucket(Job.BUCKET)
                .sourceKey(Job.NAME)
                .destinationBucket(Job.BUCKET)
                .destinationKey("copy.txt"));
    }

    private static void removeAll(S3Client s3) {
        List<String> keys =
                s3.listObjectsV2Paginator(in -> in.bucket(Job.BUCKET).maxKeys(2)).contents().stream()
                        .map(S3Object::key)
                        .toList();
        Job.equal(List.of(Job.NAME, "copy.bin", "copy.txt", "large.bin", "presigned"), keys);
        List<ObjectIdentifier> all = keys.stream()
                .map(key -> ObjectIdentifier.builder().key(key).build())
                .toList();
        var deleted = s3.deleteObjects(in -> in.bucket(Job.BUCKET).delete(these -> these.objects(all)));
        Job.equal(List.of(), deleted.errors());
        s3.deleteBucket(at -> at.bucket(Job.BUCKET));
        Job.equal(
                NoSuchBucketException.class,
                Job.refused(() -> s3.headBucket(at -> at.bucket(Job.BUCKET))).getClass());
    }
}
