import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Uploads and downloads by presigned URLs. */
final class AwsPresigner {
    private static final Duration LIFE = Duration.ofMinutes(5);

    /** With the object {@code presigned}. */
    static void run() throws Exception {
        run("presigned", _ -> {}, _ -> {});
    }

    /** With more in the requests, of which the headers are sent that the presigner names. */
    static void run(String key, Consumer<PutObjectRequest.Builder> write, Consumer<GetObjectRequest.Builder> read)
            throws Exception {
        try (S3Presigner presigner = S3Presigner.builder()
                .endpointOverride(URI.create(Job.ENDPOINT))
                .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build()) {
            var put = presigner.presignPutObject(url -> url.signatureDuration(LIFE)
                    .putObjectRequest(to -> write.accept(to.bucket(Job.BUCKET).key(key))));
            Job.fetch("PUT", put.url().toString(), "by anyone", put.signedHeaders());
            var get = presigner.presignGetObject(url -> url.signatureDuration(LIFE)
                    .getObjectRequest(from -> read.accept(from.bucket(Job.BUCKET).key(key))));
            Job.equal("by anyone", Job.fetch("GET", get.url().toString(), "", get.signedHeaders()));
        }
    }
}
