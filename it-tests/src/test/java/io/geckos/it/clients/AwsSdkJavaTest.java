package io.geckos.it.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** AWS SDK for Java v2, synchronous, with its default checksums. */
class AwsSdkJavaTest extends SdkClientTest {
    @Test
    void objectsComeBackWithTheirBytesHeadersAndMetadata() {
        s3.putObject(
                request -> request.bucket(BUCKET)
                        .key("a key/with ümläuts+plus")
                        .contentType("text/x-test")
                        .metadata(Map.of("color", "green")),
                RequestBody.fromString("Hello, S3!"));
        var found = s3.getObjectAsBytes(request -> request.bucket(BUCKET).key("a key/with ümläuts+plus"));
        assertEquals("Hello, S3!", found.asUtf8String());
        assertEquals("text/x-test", found.response().contentType());
        assertEquals(Map.of("color", "green"), found.response().metadata());
        s3.deleteObject(request -> request.bucket(BUCKET).key("a key/with ümläuts+plus"));
        assertThrows(
                NoSuchKeyException.class,
                () -> s3.getObject(request -> request.bucket(BUCKET).key("a key/with ümläuts+plus")));
    }

    @Test
    void listingsPageThroughEverythingInOrder() {
        for (int i = 0; i < 25; i++) {
            String key = "page/" + (char) ('a' + i);
            s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.empty());
        }
        List<String> keys = s3
                .listObjectsV2Paginator(
                        request -> request.bucket(BUCKET).prefix("page/").maxKeys(7))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();
        assertEquals(25, keys.size());
        assertEquals(keys.stream().sorted().toList(), keys);
    }

    @Test
    void presignedUrlsWorkForAnyHttpClient() throws Exception {
        try (S3Presigner presigner = S3Presigner.builder()
                        .endpointOverride(server.endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(SdkClient.root())
                        .serviceConfiguration(S3Configuration.builder()
                                .pathStyleAccessEnabled(true)
                                .build())
                        .build();
                HttpClient http = HttpClient.newHttpClient()) {
            URI put = presigner
                    .presignPutObject(request -> request.signatureDuration(Duration.ofMinutes(5))
                            .putObjectRequest(object -> object.bucket(BUCKET).key("presigned")))
                    .url()
                    .toURI();
            URI get = presigner
                    .presignGetObject(request -> request.signatureDuration(Duration.ofMinutes(5))
                            .getObjectRequest(object -> object.bucket(BUCKET).key("presigned")))
                    .url()
                    .toURI();
            HttpRequest upload = HttpRequest.newBuilder(put)
                    .PUT(HttpRequest.BodyPublishers.ofString("by anyone"))
                    .build();
            assertEquals(200, http.send(upload, BodyHandlers.discarding()).statusCode());
            HttpRequest download = HttpRequest.newBuilder(get).build();
            assertEquals(
                    "by anyone", http.send(download, BodyHandlers.ofString()).body());
        }
    }
}
