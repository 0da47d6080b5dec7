package io.geckos.it.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.it.testkit.RawHttp;
import io.geckos.it.testkit.RawHttp.Reply;
import io.geckos.it.testkit.ServerLaunch;
import io.geckos.it.testkit.ServerProcess;
import io.geckos.it.testkit.WireRequest;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A server in one region, and clients that sign for another. */
class WrongRegionTest {
    private static final String HERE = "eu-central-1";

    @TempDir
    Path data;

    @Test
    void clientsAreToldTheRightRegionAndRecover() throws Exception {
        try (ServerProcess server = ServerLaunch.on(data)
                        .environment("GECKOS3_REGION", HERE)
                        .start();
                S3Client right = client(server, HERE, false);
                S3Client stubborn = client(server, "us-west-2", false);
                S3Client flexible = client(server, "us-west-2", true)) {
            right.createBucket(request -> request.bucket("bucket"));
            right.putObject(request -> request.bucket("bucket").key("key"), RequestBody.fromString("hello"));

            InetSocketAddress address = server.address();
            Reply head = RawHttp.exchange(
                    address, WireRequest.of("HEAD", "/bucket/key").sign(address));
            assertEquals(400, head.status());
            assertEquals(HERE, head.header("x-amz-bucket-region"));
            Reply get = RawHttp.exchange(
                    address, WireRequest.of("GET", "/bucket/key").sign(address));
            assertEquals("AuthorizationHeaderMalformed", get.code());
            assertEquals(HERE, get.element("Region"));
            assertEquals(HERE, get.header("x-amz-bucket-region"));

            S3Exception refused =
                    assertThrows(S3Exception.class, () -> stubborn.headBucket(request -> request.bucket("bucket")));
            assertEquals(400, refused.statusCode());
            flexible.headBucket(request -> request.bucket("bucket"));
            assertEquals(
                    5,
                    flexible.headObject(request -> request.bucket("bucket").key("key"))
                            .contentLength());
            assertEquals(
                    "hello",
                    flexible.getObjectAsBytes(
                                    request -> request.bucket("bucket").key("key"))
                            .asUtf8String());
        }
    }

    private static S3Client client(ServerProcess server, String region, boolean crossRegion) {
        return S3Client.builder()
                .endpointOverride(server.endpoint())
                .region(Region.of(region))
                .crossRegionAccessEnabled(crossRegion)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(WireRequest.ACCESS_KEY, WireRequest.SECRET_KEY)))
                .forcePathStyle(true)
                .build();
    }
}
