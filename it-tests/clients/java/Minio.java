import io.minio.BucketExistsArgs;
import io.minio.ComposeObjectArgs;
import io.minio.ComposeSource;
import io.minio.CopyObjectArgs;
import io.minio.CopySource;
import io.minio.DownloadObjectArgs;
import io.minio.GetObjectArgs;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveBucketArgs;
import io.minio.RemoveObjectsArgs;
import io.minio.StatObjectArgs;
import io.minio.UploadObjectArgs;
import io.minio.http.Method;
import io.minio.messages.DeleteObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** MinIO's Java client. */
final class Minio {
    private static final String BUCKET = Job.BUCKET;

    public static void main(String[] args) throws Exception {
        Job.printJar(MinioClient.class);
        try (MinioClient s3 = MinioClient.builder()
                .endpoint(Job.ENDPOINT)
                .credentials(Job.ACCESS_KEY, Job.SECRET_KEY)
                .build()) {
            s3.makeBucket(MakeBucketArgs.builder().bucket(BUCKET).build());
            objects(s3);
            copies(s3);
            presigned(s3);
            removeAll(s3);
        }
    }

    private static void objects(MinioClient s3) throws Exception {
        byte[] small = Job.SMALL.getBytes(StandardCharsets.UTF_8);
        s3.putObject(PutObjectArgs.builder().bucket(BUCKET).object(Job.NAME)
                .stream(new ByteArrayInputStream(small), small.length, -1)
                .userMetadata(Map.of("color", "green"))
                .build());
        var stat = s3.statObject(StatObjectArgs.builder().bucket(BUCKET).object(Job.NAME).build());
        Job.equal("green", stat.userMetadata().get("color"));
        s3.uploadObject(UploadObjectArgs.builder()
                .bucket(BUCKET)
                .object("large.bin")
                .filename(Job.LARGE.toString())
                .build());
        try (var in = Files.newInputStream(Job.LARGE)) {
            s3.putObject(PutObjectArgs.builder().bucket(BUCKET).object("streamed").stream(in, -1, 10 << 20)
                    .build());
        }
        var range = GetObjectArgs.builder().bucket(BUCKET).object("large.bin").offset(1000000L).length(1000000L);
        try (var in = s3.getObject(range.build())) {
            Job.equal(Job.slice(1000000, 1000000), in.readAllBytes());
        }
    }

    private static void copies(MinioClient s3) throws Exception {
        var large = CopySource.builder().bucket(BUCKET).object("large.bin").build();
        s3.copyObject(CopyObjectArgs.builder().bucket(BUCKET).object("copy.bin").source(large).build());
        s3.composeObject(ComposeObjectArgs.builder()
                .bucket(BUCKET)
                .object("composed")
                .sources(List.of(
                        ComposeSource.builder().bucket(BUCKET).object("large.bin").build(),
                        ComposeSource.builder().bucket(BUCKET).object(Job.NAME).build()))
                .build());
        for (String key : List.of("large.bin", "streamed", "copy.bin")) {
            s3.downloadObject(DownloadObjectArgs.builder()
                    .bucket(BUCKET)
                    .object(key)
                    .filename(Job.DOWN.toString())
                    .build());
            Job.isLarge(Job.DOWN);
        }
    }

    private static void presigned(MinioClient s3) throws Exception {
        var url = GetPresignedObjectUrlArgs.builder().bucket(BUCKET).object("presigned");
        Job.fetch("PUT", s3.getPresignedObjectUrl(url.method(Method.PUT).build()), "by anyone");
        Job.equal("by anyone", Job.fetch("GET", s3.getPresignedObjectUrl(url.method(Method.GET).build()), ""));
    }

    private static void removeAll(MinioClient s3) throws Exception {
        List<String> keys = new ArrayList<>();
        for (var item : s3.listObjects(ListObjectsArgs.builder().bucket(BUCKET).recursive(true).build())) {
            keys.add(item.get().objectName());
        }
        Job.equal(List.of(Job.NAME, "composed", "copy.bin", "large.bin", "presigned", "streamed"), keys);
        var failures = s3.removeObjects(RemoveObjectsArgs.builder()
                .bucket(BUCKET)
                .objects(keys.stream().map(DeleteObject::new).toList())
                .build());
        for (var failure : failures) {
            throw new AssertionError(failure.get().message());
        }
        s3.removeBucket(RemoveBucketArgs.builder().bucket(BUCKET).build());
        Job.equal(false, s3.bucketExists(BucketExistsArgs.builder().bucket(BUCKET).build()));
    }
}
