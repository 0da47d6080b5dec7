import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.util.VersionInfo;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/** AWS SDK for Java v2, the asynchronous clients: {@code netty}, and {@code crt}, which is written in C. */
final class AwsAsync {
    public static void main(String[] args) throws Exception {
        System.out.println("version: software.amazon.awssdk:s3 " + VersionInfo.SDK_VERSION + " " + args[0]);
        try (S3AsyncClient s3 = client(args[0])) {
            s3.createBucket(to -> to.bucket(Job.BUCKET)).join();
            objects(s3);
            removeAll(s3);
        }
    }

    static S3AsyncClient client(String kind) {
        URI endpoint = URI.create(Job.ENDPOINT);
        return switch (kind) {
            case "netty" -> S3AsyncClient.builder().endpointOverride(endpoint).forcePathStyle(true).build();
            case "parts" -> S3AsyncClient.builder()
                    .endpointOverride(endpoint)
                    .forcePathStyle(true)
                    .multipartEnabled(true)
                    .build();
            case "crt" -> S3AsyncClient.crtBuilder().endpointOverride(endpoint).forcePathStyle(true).build();
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static void objects(S3AsyncClient s3) throws Exception {
        s3.putObject(
                        to -> to.bucket(Job.BUCKET).key(Job.NAME).metadata(Map.of("color", "green")),
                        AsyncRequestBody.fromString(Job.SMALL))
                .join();
        var small = s3.getObject(from -> from.bucket(Job.BUCKET).key(Job.NAME), AsyncResponseTransformer.toBytes())
                .join();
        Job.equal(Job.SMALL, small.asUtf8String());
        Job.equal(Map.of("color", "green"), small.response().metadata());

        s3.putObject(to -> to.bucket(Job.BUCKET).key("large.bin"), Job.LARGE).join();
        s3.copyObject(to -> to.sourceBucket(Job.BUCKET)
                        .sourceKey("large.bin")
                        .destinationBucket(Job.BUCKET)
                        .destinationKey("copy.bin"))
                .join();
        for (String key : List.of("large.bin", "copy.bin")) {
            s3.getObject(from -> from.bucket(Job.BUCKET).key(key), Job.DOWN).join();
            Job.isLarge(Job.DOWN);
        }
        byte[] range = s3.getObject(
                        from -> from.bucket(Job.BUCKET).key("large.bin").range("bytes=1000000-1999999"),
                        AsyncResponseTransformer.toBytes())
                .join()
                .asByteArray();
        Job.equal(Job.slice(1000000, 1000000), range);
    }

    static void removeAll(S3AsyncClient s3) {
        List<String> keys = new ArrayList<>();
        s3.listObjectsV2Paginator(in -> in.bucket(Job.BUCKET).maxKeys(2))
                .contents()
                .subscribe(object -> keys.add(object.key()))
                .join();
        for (String key : keys) {
            s3.deleteObject(at -> at.bucket(Job.BUCKET).key(key)).join();
        }
        Job.equal(true, keys.size() > 2);
        s3.deleteBucket(at -> at.bucket(Job.BUCKET)).join();
        Job.equal(
                NoSuchBucketException.class,
                Job.refused(() -> s3.headBucket(at -> at.bucket(Job.BUCKET)).join())
                        .getClass());
    }
}
