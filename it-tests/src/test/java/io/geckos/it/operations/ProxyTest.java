package io.geckos.it.operations;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.it.testkit.Eventually;
import io.geckos.it.testkit.Proxy;
import io.geckos.it.testkit.RawHttp;
import io.geckos.it.testkit.ServerLaunch;
import io.geckos.it.testkit.ServerProcess;
import io.geckos.it.testkit.WireRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The reverse proxies of {@code docs/proxies.md}, each with the configuration that stands there. */
class ProxyTest {
    private static final String BUCKET = "behind-a-proxy";
    private static final StaticCredentialsProvider CREDENTIALS = StaticCredentialsProvider.create(
            AwsBasicCredentials.create(WireRequest.ACCESS_KEY, WireRequest.SECRET_KEY));

    @TempDir
    Path data;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void whatClientsSendArrivesAsItWasSent(Proxy.Kind kind) throws Exception {
        InetSocketAddress admin = ServerLaunch.freeAddress();
        ServerLaunch launch = ServerLaunch.on(data).admin(admin);
        try (ServerProcess server = launch.start();
                Proxy proxy = Proxy.start(kind, folder, server.address(), admin.getPort());
                S3Client s3 = client(proxy);
                S3Presigner presigner = presigner(proxy);
                HttpClient http = HttpClient.newHttpClient()) {
            s3.createBucket(request -> request.bucket(BUCKET));
            largeBodiesWithTrailingChecksums(s3);
            keysThatTempt(proxy);
            contentThatIsEncoded(s3, presigner, http);
            presignedUrls(presigner, http);
            bodiesAreNotHeldBack(presigner, proxy, admin, http);
        }
    }

    /** The SDK expects 100-continue before a body of this size, and sends a checksum behind it. */
    private static void largeBodiesWithTrailingChecksums(S3Client s3) {
        byte[] body = new byte[24 << 20];
        new Random(1).nextBytes(body);
        s3.putObject(request -> request.bucket(BUCKET).key("large"), RequestBody.fromBytes(body));
        assertArrayEquals(
                body,
                s3.getObjectAsBytes(request -> request.bucket(BUCKET).key("large"))
                        .asByteArray());
    }

    /** Sent raw, because the SDK's HTTP client would tidy some of them up itself. */
    private static void keysThatTempt(Proxy proxy) throws IOException {
        for (String key : new String[] {
            "a//b",
            "./a/../b",
            "/lead",
            "trail/",
            "a%20b%2Bc%252F%2520",
            "%C3%BCmlaut",
            "~%21%2A%27%28%29%3B%3A%40%26%3D%24%2C%3F"
        }) {
            String target = "/" + BUCKET + "/" + key;
            assertEquals(
                    200, send(proxy, WireRequest.of("PUT", target).body(key)).status(), key);
            RawHttp.Reply found = send(proxy, WireRequest.of("GET", target));
            assertEquals(key, found.text(), () -> found.status() + " " + found.headers());
        }
        assertEquals(
                404, send(proxy, WireRequest.of("GET", "/" + BUCKET + "/a/b")).status());
    }

    private static RawHttp.Reply send(Proxy proxy, WireRequest request) throws IOException {
        return RawHttp.exchange(proxy.address(), request.sign(proxy.address()));
    }

    private static void contentThatIsEncoded(S3Client s3, S3Presigner presigner, HttpClient http) throws Exception {
        byte[] gzip = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        s3.putObject(
                request -> request.bucket(BUCKET).key("encoded").contentEncoding("gzip"), RequestBody.fromBytes(gzip));
        HttpRequest get =
                HttpRequest.newBuilder(presignedGet(presigner, "encoded")).build();
        HttpResponse<byte[]> found = http.send(get, BodyHandlers.ofByteArray());
        assertEquals("gzip", found.headers().firstValue("content-encoding").orElse(""));
        assertArrayEquals(gzip, found.body());
    }

    private static void presignedUrls(S3Presigner presigner, HttpClient http) throws Exception {
        HttpRequest upload = HttpRequest.newBuilder(presignedPut(presigner, "a key/presigned"))
                .expectContinue(true)
                .PUT(HttpRequest.BodyPublishers.ofString("by anyone"))
                .build();
        assertEquals(200, http.send(upload, BodyHandlers.discarding()).statusCode());
        HttpRequest download = HttpRequest.newBuilder(presignedGet(presigner, "a key/presigned"))
                .build();
        assertEquals("by anyone", http.send(download, BodyHandlers.ofString()).body());
    }

    /** Half a body is sent, and the other half only once the server works on the first. */
    private static void bodiesAreNotHeldBack(
            S3Presigner presigner, Proxy proxy, InetSocketAddress admin, HttpClient http) throws Exception {
        String half = "x".repeat(1 << 20);
        URI put = presignedPut(presigner, "halves");
        try (RawHttp raw = RawHttp.connect(proxy.address())) {
            raw.send("PUT " + put.getRawPath() + "?" + put.getRawQuery() + " HTTP/1.1\r\nhost: " + put.getAuthority()
                    + "\r\ncontent-length: " + 2 * half.length() + "\r\n\r\n" + half);
            Eventually.holds("the server has the request", () -> isRunning(admin, http));
            assertEquals(200, raw.send(half).reply().status());
        }
    }

    private static boolean isRunning(InetSocketAddress admin, HttpClient http)
            throws IOException, InterruptedException {
        URI metrics = URI.create("http://127.0.0.1:" + admin.getPort() + "/metrics");
        return http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
                .body()
                .contains("\ngeckos3_requests_running 1.0");
    }

    private static URI presignedGet(S3Presigner presigner, String key) throws Exception {
        return presigner
                .presignGetObject(request -> request.signatureDuration(Duration.ofMinutes(5))
                        .getObjectRequest(object -> object.bucket(BUCKET).key(key)))
                .url()
                .toURI();
    }

    private static URI presignedPut(S3Presigner presigner, String key) throws Exception {
        return presigner
                .presignPutObject(request -> request.signatureDuration(Duration.ofMinutes(5))
                        .putObjectRequest(object -> object.bucket(BUCKET).key(key)))
                .url()
                .toURI();
    }

    private static S3Client client(Proxy proxy) {
        return S3Client.builder()
                .endpointOverride(endpoint(proxy))
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .forcePathStyle(true)
                .build();
    }

    private static S3Presigner presigner(Proxy proxy) {
        return S3Presigner.builder()
                .endpointOverride(endpoint(proxy))
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build();
    }

    private static URI endpoint(Proxy proxy) {
        return URI.create("http://127.0.0.1:" + proxy.address().getPort());
    }
}
