import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Uploads and downloads {@code presigned} by presigned URLs. */
final class AwsPresigner {
    private static final Duration LIFE = Duration.ofMinutes(5);

    static void run() throws Exception {
        try (S3Presigner presigner = S3Presigner.builder()
                .endpointOverride(URI.create(Job.ENDPOINT))
                .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build()) {
            var put = presigner.presignPutObject(
                    url -> url.signatureDuration(LIFE).putObjectRequest(to -> to.bucket(Job.BUCKET).key("presigned")));
            Job.fetch("PUT", put.url().toString(), "by anyone");
            var get = presigner.presignGetObject(
                    url -> url.signatureDuration(LIFE).getObjectRequest(to -> to.bucket(Job.BUCKET).key("presigned")));
            Job.equal("by anyone", Job.fetch("GET", get.url().toString(), ""));
        }
    }
}
